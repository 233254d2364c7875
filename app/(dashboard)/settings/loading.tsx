import { SettingsSkeleton } from "@/components/settings/settings-skeleton";
import { Page } from "@/components/shell/page";

export default function Loading() {
  return (
    <Page>
      <SettingsSkeleton />
    </Page>
  );
}
