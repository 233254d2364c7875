import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { keyActions } from "@/app/(dashboard)/keys/key-actions";
import { KeyFacts } from "@/components/keys/key-facts";
import { KeyHead } from "@/components/keys/key-head";
import { KeyUse } from "@/components/keys/key-use";
import { Budgets } from "@/components/limits/budgets";
import { Page } from "@/components/shell/page";
import { pageOrigin } from "@/components/shell/page-origin";
import { TEXT_LINK } from "@/components/ui/text-link";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { ENDPOINTS } from "@/lib/http/endpoint-access";
import { findKey, findSuccessor } from "@/lib/keys/queries";
import { CONFIRM_USED_WITHIN_MS } from "@/lib/keys/schema";
import { listBudgets } from "@/lib/limits/budget/queries";
import { listModels } from "@/lib/upstream/models";
import { parseUsageFilter } from "@/lib/usage/parse-filter";
import { summarizeUsage } from "@/lib/usage/queries";

export const metadata: Metadata = { title: "API key" };

interface KeyPageProps {
  params: Promise<{ key_id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function KeyPage({ params, searchParams }: KeyPageProps) {
  const { workspace } = await requireSession();
  const { key_id } = await params;
  const key = /^key_[0-9A-Za-z]{1,64}$/.test(key_id) ? await findKey(workspace.id, key_id) : null;
  if (!key) notFound();
  const { period } = parseUsageFilter(await searchParams);
  const [summary, budgets, successor, models, origin] = await Promise.all([
    summarizeUsage(workspace.id, { period, model: null, key: key.id }),
    listBudgets(workspace.id),
    findSuccessor(workspace.id, key.id),
    listModels(),
    pageOrigin(),
  ]);
  return (
    <Page>
      <p className="pb-2 text-[13px]">
        <Link href="/keys" className={`${TEXT_LINK} inline-block min-h-6`}>
          All keys
        </Link>
      </p>
      <KeyHead
        target={key}
        models={models.map(({ id, name, ready }) => ({ id, name, ready }))}
        endpoints={Object.entries(ENDPOINTS).map(([id, label]) => ({ id, label }))}
        baseUrl={`${origin}/v1/embed`}
        mayChange={may(workspace.role, "keys.change")}
        confirmUsedWithinMs={CONFIRM_USED_WITHIN_MS}
        actions={keyActions}
      />
      <div className="flex flex-col gap-6">
        <KeyFacts target={key} successor={successor} maySeeAudit={may(workspace.role, "audit.see")} />
        <Budgets budgets={budgets.filter(({ id }) => id === key.limitedAs)} />
        <KeyUse keyId={key.id} period={period} summary={summary} />
      </div>
    </Page>
  );
}
