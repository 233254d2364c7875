import { Page } from "@/components/shell/page";
import { ToolsHeader } from "@/components/tools/tools-header";
import { ListSkeleton } from "@/components/ui/list-skeleton";

export default function Loading() {
  return (
    <Page>
      <ToolsHeader />
      <ListSkeleton label="Loading tools" rows={3} titled />
    </Page>
  );
}
