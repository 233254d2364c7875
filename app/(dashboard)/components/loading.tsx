import { LibrarySkeleton } from "@/components/library/library-skeleton";
import { Page } from "@/components/shell/page";

export default function Loading() {
  return (
    <Page>
      <LibrarySkeleton />
    </Page>
  );
}
