import { Page } from "@/components/shell/page";
import { ListSkeleton } from "@/components/ui/list-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Page>
      <PageHeader title="Members" />
      <ListSkeleton label="Loading members" rows={3} />
    </Page>
  );
}
