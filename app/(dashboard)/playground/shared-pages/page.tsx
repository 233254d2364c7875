import type { Metadata } from "next";
import { unsharePageAction } from "@/app/(dashboard)/playground/shared-pages/actions";
import { SharedList } from "@/components/shared-pages/shared-list";
import { Page } from "@/components/shell/page";
import { pageOrigin } from "@/components/shell/page-origin";
import { PageHeader } from "@/components/ui/page-header";
import { requireSession } from "@/lib/auth/session";
import { listSharedPages } from "@/lib/shared-pages/queries";

export const metadata: Metadata = { title: "Shared pages" };

export default async function SharedPagesPage() {
  const { principal } = await requireSession();
  const [pages, origin] = await Promise.all([listSharedPages(principal), pageOrigin()]);
  return (
    <Page>
      <PageHeader
        title="Shared pages"
        description="Threads and answers that everybody can read who has their link. Each is a copy: what is said later is not on it."
      />
      <SharedList pages={pages} origin={origin} unshare={unsharePageAction} />
    </Page>
  );
}
