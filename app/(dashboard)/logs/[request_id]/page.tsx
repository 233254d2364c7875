import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Page } from "@/components/shell/page";
import { PageHeader } from "@/components/ui/page-header";
import { TEXT_LINK } from "@/components/ui/text-link";
import { RequestView } from "@/components/usage/request-view";
import { requireSession } from "@/lib/auth/session";
import { findRequest } from "@/lib/usage/queries";

export const metadata: Metadata = { title: "Request" };

export default async function RequestPage({ params }: { params: Promise<{ request_id: string }> }) {
  const { principal } = await requireSession();
  const { request_id } = await params;
  const request = await findRequest(principal.workspaceId, request_id);
  if (!request) notFound();
  return (
    <Page>
      <p className="pb-2 text-[13px]">
        <Link href="/logs" className={`${TEXT_LINK} inline-block min-h-6`}>
          All requests
        </Link>
      </p>
      <PageHeader title="Request" description="What is kept of it: its course and its cost in tokens, not what was said." />
      <RequestView request={request} />
    </Page>
  );
}
