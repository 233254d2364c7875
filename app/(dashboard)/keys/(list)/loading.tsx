import { KeysSkeleton } from "@/components/keys/keys-skeleton";
import { Page } from "@/components/shell/page";

export default function Loading() {
  return (
    <Page>
      <KeysSkeleton />
    </Page>
  );
}
