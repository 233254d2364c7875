import { ListSkeleton } from "@/components/ui/list-skeleton";
import { PageHeader } from "@/components/ui/page-header";

/** The shape of the list while it loads. */
export function KeysSkeleton() {
  return (
    <>
      <PageHeader title="API keys" description="Programs sign their requests with a key. Each can be limited, replaced and revoked." />
      <ListSkeleton label="Loading keys" rows={3} />
    </>
  );
}
