import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Budgets } from "@/components/limits/budgets";
import { Page } from "@/components/shell/page";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Breakdown } from "@/components/usage/breakdown";
import { DownloadLinks } from "@/components/usage/download-links";
import { Figures } from "@/components/usage/figures";
import { FilterBar } from "@/components/usage/filter-bar";
import { sourceChoices } from "@/components/usage/filter-choices";
import { keyLabel } from "@/components/usage/log-table";
import { UsageChart } from "@/components/usage/usage-chart";
import { USAGE_HEADER } from "@/components/usage/usage-skeleton";
import { requireSession } from "@/lib/auth/session";
import { listBudgets } from "@/lib/limits/budget/queries";
import { listKeyNames } from "@/lib/keys/queries";
import { listModels } from "@/lib/upstream/models";
import { FROM_PAGES, toSearch } from "@/lib/usage/filter";
import { parseUsageFilter } from "@/lib/usage/parse-filter";
import { summarizeUsage } from "@/lib/usage/queries";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { principal } = await requireSession();
  const { period, model: onlyModel, key } = parseUsageFilter(await searchParams);
  const filter = { period, model: onlyModel, key };
  const [summary, keys, models, budgets] = await Promise.all([
    summarizeUsage(principal.workspaceId, filter),
    listKeyNames(principal),
    listModels(),
    listBudgets(principal.workspaceId),
  ]);
  const { total, series, byModel, byKey } = summary;
  const exportPath = (table: string) => `/usage/export${toSearch(filter, { table })}` as const;
  return (
    <Page>
      <PageHeader {...USAGE_HEADER} />
      <FilterBar page="/usage" filter={filter} choices={sourceChoices(models, keys)} />
      {total.requests === 0 ? (
        <Empty />
      ) : (
        <div className="flex flex-col gap-6">
          <Figures total={total} />
          <Budgets budgets={budgets} />
          <Card title="Requests over time" actions={<DownloadLinks what="usage over time" path={exportPath("time")} />}>
            <UsageChart series={series} period={filter.period} measure="requests" />
          </Card>
          <Card title="Tokens over time">
            <UsageChart series={series} period={filter.period} measure="tokens" />
          </Card>
          <Breakdown
            title="By model"
            of="Model"
            download={exportPath("model")}
            rows={byModel.map(({ model, ...sums }) => ({
              ...sums,
              id: model ?? "",
              name: model ?? "No model asked for",
              search: toSearch({ ...filter, model: model ?? filter.model }),
            }))}
          />
          <Breakdown
            title="By key"
            of="Key"
            download={exportPath("key")}
            rows={byKey.map(({ keyId, keyName, ...sums }) => ({
              ...sums,
              id: keyId ?? "",
              name: keyLabel({ keyId }, keyName),
              search: toSearch({ ...filter, key: keyId ?? FROM_PAGES }),
            }))}
          />
        </div>
      )}
    </Page>
  );
}

function Empty() {
  return (
    <Card flush>
      <EmptyState
        icon={<ChartColumn />}
        title="Nothing was asked in this time"
        actions={
          <Link href="/playground" className={buttonClass({ variant: "primary" })}>
            Open the playground
          </Link>
        }
      >
        Requests show up here within a second of their end, with their tokens and how long they took.
      </EmptyState>
    </Card>
  );
}
