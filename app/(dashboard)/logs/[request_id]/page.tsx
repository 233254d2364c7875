import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { replayAction } from "@/app/(dashboard)/logs/actions";
import { Page } from "@/components/shell/page";
import { PageHeader } from "@/components/ui/page-header";
import { TEXT_LINK } from "@/components/ui/text-link";
import { curlOf } from "@/components/usage/curl";
import { RequestView } from "@/components/usage/request-view";
import { SaidView } from "@/components/usage/said-view";
import { SaidMissing } from "@/components/usage/said-missing";
import { pageOrigin } from "@/components/shell/page-origin";
import { requireSession } from "@/lib/auth/session";
import { findBody, getLogSetting } from "@/lib/logs/queries";
import { findRequest } from "@/lib/usage/queries";

export const metadata: Metadata = { title: "Request" };

export default async function RequestPage({ params }: { params: Promise<{ request_id: string }> }) {
  const { principal } = await requireSession();
  const { request_id } = await params;
  const { workspaceId } = principal;
  const [request, body, setting, origin] = await Promise.all([
    findRequest(workspaceId, request_id),
    findBody(workspaceId, request_id),
    getLogSetting(workspaceId),
    pageOrigin(),
  ]);
  if (!request) notFound();
  return (
    <Page>
      <p className="pb-2 text-[13px]">
        <Link href="/logs" className={`${TEXT_LINK} inline-block min-h-6`}>
          All requests
        </Link>
      </p>
      <PageHeader title="Request" description="What was asked and answered, how it went and what it cost." />
      <div className="flex flex-col gap-6">
        <RequestView request={request} />
        {body ? (
          <SaidView body={body} curl={curlOf(origin, request.endpoint, body)} requestId={request_id} replay={replayAction} />
        ) : (
          <SaidMissing mode={setting.mode} />
        )}
      </div>
    </Page>
  );
}
