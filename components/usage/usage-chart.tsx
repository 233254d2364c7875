import { formatBucket, formatCount, formatMoney } from "@/components/usage/format";
import { PERIODS, type Period } from "@/lib/usage/filter";
import type { UsageSummary } from "@/lib/usage/schema";

const HEIGHT = 100;
const BAR_WIDTH = 8;
const STEP = 10;

type Bar = UsageSummary["series"][number];

interface Measure {
  lower: { name: string; of: (bar: Bar) => number };
  upper: { name: string; of: (bar: Bar) => number; fill: string; mark: string } | null;
  format: (figure: number) => string;
}

/** What the bars can show. */
const MEASURES = {
  requests: {
    lower: { name: "Succeeded", of: (bar) => bar.requests - bar.errors },
    upper: { name: "Errors", of: (bar) => bar.errors, fill: "fill-danger", mark: "bg-danger" },
    format: formatCount,
  },
  tokens: {
    lower: { name: "Input tokens", of: (bar) => bar.inputTokens },
    upper: { name: "Output tokens", of: (bar) => bar.outputTokens, fill: "fill-ink-muted", mark: "bg-ink-muted" },
    format: formatCount,
  },
  cost: { lower: { name: "Cost", of: (bar) => bar.costMicros }, upper: null, format: formatMoney },
} as const satisfies Record<string, Measure>;

interface UsageChartProps {
  series: UsageSummary["series"];
  period: Period;
  /** Which figure the bars show. */
  measure: keyof typeof MEASURES;
}

/** Bars over the period, and the same figures as a table for those who cannot see them or want them to the digit. */
export function UsageChart({ series, period, measure }: UsageChartProps) {
  const { bucketMs } = PERIODS[period];
  const { lower, upper, format }: Measure = MEASURES[measure];
  const parts = series.map((bar) => ({ lower: lower.of(bar), upper: upper?.of(bar) ?? 0 }));
  const max = Math.max(1, ...parts.map((part) => part.lower + part.upper));
  const names = upper ? `${lower.name} and ${upper.name.toLowerCase()}` : lower.name;
  return (
    <figure>
      <div className="flex items-stretch gap-3">
        <div aria-hidden="true" className="flex w-9 shrink-0 flex-col justify-between text-right text-[11px] text-ink-muted tabular-nums">
          <span>{format(max)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={`${names} over time; the table below has the figures`}
          viewBox={`0 0 ${series.length * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-40 min-w-0 flex-1 border-line border-b"
        >
          {series.map((bar, index) => {
            const part = parts[index] ?? { lower: 0, upper: 0 };
            const lowerHeight = (part.lower / max) * HEIGHT;
            const upperHeight = (part.upper / max) * HEIGHT;
            const x = index * STEP + (STEP - BAR_WIDTH) / 2;
            return (
              <g key={bar.at.getTime()} className="group">
                <title>{`${formatBucket(bar.at, bucketMs)}: ${format(part.lower)} ${lower.name}${upper ? `, ${format(part.upper)} ${upper.name}` : ""}`}</title>
                <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} className="fill-transparent group-hover:fill-hover" />
                <rect x={x} y={HEIGHT - lowerHeight} width={BAR_WIDTH} height={lowerHeight} className="fill-accent" />
                <rect x={x} y={HEIGHT - lowerHeight - upperHeight} width={BAR_WIDTH} height={upperHeight} className={upper?.fill} />
              </g>
            );
          })}
        </svg>
      </div>
      <div aria-hidden="true" className="mt-1.5 flex justify-between pl-12 text-[11px] text-ink-muted tabular-nums">
        {[series[0], series[series.length >> 1], series.at(-1)].map((bar, index) =>
          bar ? <span key={index}>{formatBucket(bar.at, bucketMs)}</span> : null,
        )}
      </div>
      <figcaption className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 pl-12 text-ink-soft text-xs">
        <Legend className="bg-accent">{lower.name}</Legend>
        {upper ? <Legend className={upper.mark}>{upper.name}</Legend> : null}
        <span className="text-ink-muted">Times are UTC</span>
      </figcaption>
      <SeriesTable series={series} bucketMs={bucketMs} />
    </figure>
  );
}

function Legend({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2.5 rounded-[2px] ${className}`} />
      {children}
    </span>
  );
}

function SeriesTable({ series, bucketMs }: { series: UsageSummary["series"]; bucketMs: number }) {
  const used = series.filter(({ requests }) => requests > 0);
  return (
    <details className="mt-3 pl-12 text-[13px]">
      <summary className="w-fit cursor-pointer rounded-control py-1 text-ink-soft text-xs hover:text-ink">Show as a table</summary>
      <table className="mt-2 w-full text-left tabular-nums">
        <thead className="text-ink-muted text-xs">
          <tr>
            {["Time (UTC)", "Requests", "Errors", "Input tokens", "Cached", "Output tokens", "Reasoning", "Cost"].map((name, index) => (
              <th key={name} scope="col" className={index === 0 ? "py-1 font-medium" : "py-1 text-right font-medium"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="text-ink-soft">
          {used.map((bar) => (
            <tr key={bar.at.getTime()} className="border-line border-t">
              <th scope="row" className="py-1 font-normal">
                {formatBucket(bar.at, bucketMs)}
              </th>
              {[bar.requests, bar.errors, bar.inputTokens, bar.cachedTokens, bar.outputTokens, bar.reasoningTokens].map((figure, index) => (
                <td key={index} className="py-1 text-right">
                  {figure.toLocaleString("en")}
                </td>
              ))}
              <td className="py-1 text-right">{formatMoney(bar.costMicros)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
