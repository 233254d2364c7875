import { ChartColumn } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Figures } from "@/components/usage/figures";
import { FilterBar } from "@/components/usage/filter-bar";
import { UsageChart } from "@/components/usage/usage-chart";
import type { Period } from "@/lib/usage/filter";
import type { UsageSummary } from "@/lib/usage/schema";

/** What a key was used for in a period. */
export function KeyUse({ keyId, period, summary }: { keyId: string; period: Period; summary: UsageSummary }) {
  const { total, series } = summary;
  return (
    <section aria-labelledby="key-use">
      <h2 id="key-use" className="pb-3 font-semibold text-[15px] text-ink">
        Use
      </h2>
      <FilterBar page={`/keys/${keyId}`} filter={{ period, model: null, key: null }} choices={[]} />
      {total.requests === 0 ? (
        <Card flush>
          <EmptyState heading="h3" icon={<ChartColumn className="size-5" />} title="Not used in this time">
            Look further back, or send a request with it.
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-6">
          <Figures total={total} />
          <Card title="Requests over time">
            <UsageChart series={series} period={period} measure="requests" />
          </Card>
          <Card title="Tokens over time">
            <UsageChart series={series} period={period} measure="tokens" />
          </Card>
          <Card title="Cost over time">
            <UsageChart series={series} period={period} measure="cost" />
          </Card>
        </div>
      )}
    </section>
  );
}
