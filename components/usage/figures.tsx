import { formatCount, formatDuration, formatMoney, formatShare } from "@/components/usage/format";
import type { UsageSummary } from "@/lib/usage/schema";

function unpriced(count: number): string {
  return count === 0 ? "by the list price" : `without ${formatCount(count)} of unknown price`;
}

/** The period in eight figures. */
export function Figures({ total }: { total: UsageSummary["total"] }) {
  const figures = [
    { name: "Requests", value: formatCount(total.requests), detail: "answered or refused" },
    { name: "Errors", value: formatShare(total.errors, total.requests), detail: `${formatCount(total.errors)} requests` },
    {
      name: "Input tokens",
      value: formatCount(total.inputTokens),
      detail: `${formatShare(total.cachedTokens, total.inputTokens)} from a cache`,
    },
    {
      name: "Output tokens",
      value: formatCount(total.outputTokens),
      detail: `${formatShare(total.reasoningTokens, total.outputTokens)} reasoning`,
    },
    { name: "Cost", value: formatMoney(total.costMicros), detail: unpriced(total.unpriced) },
    { name: "Saved by caches", value: formatMoney(total.savedMicros), detail: "of the list price" },
    { name: "First words", value: formatDuration(total.firstDeltaP50Ms), detail: `95 % within ${formatDuration(total.firstDeltaP95Ms)}` },
    { name: "Whole answer", value: formatDuration(total.totalP50Ms), detail: `95 % within ${formatDuration(total.totalP95Ms)}` },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line shadow-card sm:grid-cols-4">
      {figures.map(({ name, value, detail }) => (
        <div key={name} className="bg-surface px-4 py-3.5">
          <dt className="text-ink-muted text-xs">{name}</dt>
          <dd className="mt-1 font-semibold text-ink text-xl tabular-nums tracking-[-0.01em]">{value}</dd>
          <dd className="mt-0.5 text-ink-muted text-xs">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
