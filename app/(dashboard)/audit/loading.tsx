import { AUDIT_HEADER } from "@/components/audit/audit-header";
import { Page } from "@/components/shell/page";
import { ListSkeleton } from "@/components/ui/list-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Page>
      <PageHeader {...AUDIT_HEADER} />
      <ListSkeleton label="Loading events" rows={6} />
    </Page>
  );
}
