import { ListSkeleton } from "@/components/ui/list-skeleton";
import { PageHeader } from "@/components/ui/page-header";

/** The shape of the page while it loads. */
export function ModelsSkeleton() {
  return (
    <>
      <PageHeader title="Models" description="Which models answer here, and where they come from." />
      <ListSkeleton label="Loading models" rows={6} titled />
    </>
  );
}
