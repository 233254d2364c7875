import { Page } from "@/components/shell/page";
import { LogsSkeleton } from "@/components/usage/usage-skeleton";

export default function Loading() {
  return (
    <Page>
      <LogsSkeleton />
    </Page>
  );
}
