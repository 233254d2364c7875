import { formatDuration } from "@/components/usage/format";
import { SmallTable } from "@/components/usage/small-table";
import type { LoggedTimeline } from "@/lib/logs/schema";

const WIDTH = 600;
const HEIGHT = 100;

const WORDS: Record<string, string> = {
  text: "Text begins",
  reasoning: "Reasoning begins",
  refusal: "A refusal begins",
  "tool-call": "A tool is called",
  finish: "The model stops",
};

/** How an answer came: how much of it was there when, what began, and why it ended. */
export function StreamTimeline({ timeline: { marks, deltas } }: { timeline: LoggedTimeline }) {
  if (marks.length === 0 && deltas.length === 0) return <p className="text-ink-soft text-sm">No model wrote anything.</p>;
  const first = deltas[0];
  const rows = [
    { ms: 0, what: "The request arrives", name: undefined },
    ...marks.map(({ ms, what, name }) => ({ ms, what: WORDS[what] ?? what, name })),
    ...(first ? [{ ms: first[0], what: "First words", name: undefined }] : []),
  ].sort((one, other) => one.ms - other.ms);
  return (
    <div className="flex flex-col gap-4">
      {deltas.length > 1 ? <Curve deltas={deltas} /> : null}
      <SmallTable
        label="Timeline"
        columns={["What happened", "After"]}
        figuresFrom={1}
        rows={rows.map(({ ms, what, name }, index) => ({
          id: String(index),
          cells: [name ? `${what}: ${name}` : what, formatDuration(ms)],
        }))}
      />
    </div>
  );
}

/** Characters over time. The first and the last figure stand below in words. */
function Curve({ deltas }: Pick<LoggedTimeline, "deltas">) {
  const [lastMs, chars] = deltas.at(-1) ?? [1, 1];
  const place = ([ms, count]: [number, number]) =>
    `${((ms / Math.max(1, lastMs)) * WIDTH).toFixed(1)} ${(HEIGHT - (count / Math.max(1, chars)) * HEIGHT).toFixed(1)}`;
  const path = deltas.map((delta) => `L ${place(delta)}`).join(" ");
  return (
    <figure>
      <svg
        role="img"
        aria-label={`${chars.toLocaleString("en")} characters, the first after ${formatDuration(deltas[0]?.[0] ?? null)}, the last after ${formatDuration(lastMs)}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-24 w-full border-line border-b border-l"
      >
        <path d={`M ${place([deltas[0]?.[0] ?? 0, 0])} ${path} L ${WIDTH} ${HEIGHT} Z`} className="fill-accent/15" />
        <path
          d={`M ${place([deltas[0]?.[0] ?? 0, 0])} ${path}`}
          className="fill-none stroke-accent"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="mt-1.5 flex justify-between text-ink-muted text-xs tabular-nums">
        <span>0 ms</span>
        <span>{`${chars.toLocaleString("en")} characters`}</span>
        <span>{formatDuration(lastMs)}</span>
      </figcaption>
    </figure>
  );
}
