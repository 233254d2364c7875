import { ModelsSkeleton } from "@/components/models/models-skeleton";
import { Page } from "@/components/shell/page";

export default function Loading() {
  return (
    <Page>
      <ModelsSkeleton />
    </Page>
  );
}
