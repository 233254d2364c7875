import { Page } from "@/components/shell/page";
import { UsageSkeleton } from "@/components/usage/usage-skeleton";

export default function Loading() {
  return (
    <Page>
      <UsageSkeleton />
    </Page>
  );
}
