import { textOf } from "../openui/drawing";

/** What recharts hands to a tick. */
interface TickProps {
  x?: number;
  y?: number;
  payload?: { value: unknown };
}

const LINE_PX = 15;

function Lines({ lines, x }: { lines: string[]; x: number }) {
  return lines.map((line, at) => (
    <tspan key={`${at} ${line}`} x={x} dy={at === 0 ? 0 : LINE_PX}>
      {line}
    </tspan>
  ));
}

/** A label below an axis, over as many lines as it was broken into. */
export function LabelTick({ x = 0, y = 0, payload, lines, whole }: TickProps & { lines: string[][]; whole: string[] }) {
  // The value of a tick is the place of its label.
  const index = Number(payload?.value ?? 0);
  return (
    <text x={x} y={y + 10} textAnchor="middle" fontSize={12} fill="var(--ink-muted)" className="x-axis-tick" data-label={whole[index]}>
      <title>{whole[index]}</title>
      <Lines lines={lines[index] ?? []} x={x} />
    </text>
  );
}

/** The name of a spoke, around the plot: above it its lines grow upwards, beside it from their middle, below it downwards. */
export function SpokeTick({
  x = 0,
  y = 0,
  payload,
  textAnchor,
  index = 0,
  lines,
  middle,
}: TickProps & { textAnchor?: "start" | "middle" | "end"; index?: number; lines: string[][]; middle: number }) {
  const shown = lines[index] ?? [];
  const rise = { above: LINE_PX * (shown.length - 1), beside: (LINE_PX * (shown.length - 1)) / 2 - 4, below: -10 };
  const place = textAnchor !== "middle" ? "beside" : y < middle ? "above" : "below";
  const label = textOf(payload?.value);
  return (
    <text y={y - rise[place]} textAnchor={textAnchor} fontSize={12} fill="var(--ink-soft)" className="x-axis-tick" data-label={label}>
      <Lines lines={shown} x={x} />
    </text>
  );
}

/** A number beside or below an axis. */
export function NumberTick({
  x = 0,
  y = 0,
  payload,
  text,
  anchor,
}: TickProps & { text: (value: number) => string; anchor: "end" | "middle" }) {
  return (
    <text x={x} y={y} dy={anchor === "end" ? 4 : 10} textAnchor={anchor} fontSize={12} fill="var(--ink-muted)">
      {text(Number(payload?.value))}
    </text>
  );
}

/** The room that labels below an axis need. */
export function heightOf(lineCount: number): number {
  return lineCount * LINE_PX + 8;
}

/** The room that numbers beside an axis need. */
export function widthOf(ticks: readonly number[], text: (value: number) => string): number {
  return Math.max(24, ...ticks.map((tick) => text(tick).length * 7.5 + 14));
}
