/** What recharts hands to a tick. */
interface TickProps {
  x?: number;
  y?: number;
  payload?: { value: unknown };
}

const LINE_PX = 15;

/** A label below an axis, over as many lines as it was broken into. */
export function LabelTick({ x = 0, y = 0, payload, lines, whole }: TickProps & { lines: string[][]; whole: string[] }) {
  // The value of a tick is the place of its label.
  const index = Number(payload?.value ?? 0);
  return (
    <text x={x} y={y + 10} textAnchor="middle" fontSize={12} fill="var(--ink-muted)" className="x-axis-tick" data-label={whole[index]}>
      <title>{whole[index]}</title>
      {(lines[index] ?? []).map((line, at) => (
        <tspan key={`${at} ${line}`} x={x} dy={at === 0 ? 0 : LINE_PX}>
          {line}
        </tspan>
      ))}
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
