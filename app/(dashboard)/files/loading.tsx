import { FilesHeader } from "@/components/files/files-header";
import { Page } from "@/components/shell/page";
import { ListSkeleton } from "@/components/ui/list-skeleton";

export default function Loading() {
  return (
    <Page>
      <FilesHeader />
      <ListSkeleton label="Loading files" rows={4} titled />
    </Page>
  );
}
