import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart as Scatters, Tooltip, XAxis, YAxis } from "recharts";
import { type Fields, listOf, textOf } from "../openui/drawing";
import { NumberTick, widthOf } from "./axis-ticks";
import { ChartFrame, ChartTip } from "./chart-frame";
import { type Series, seriesOf, setsOf } from "./chart-values";
import { useNumberTexts } from "./number-text";
import { colorsOf } from "./series-colors";
import { roundTicks } from "./ticks";

const SCATTER_PX = 240;

/** Lying bars as lines of text: a label has all the room it needs above its bars, which begin at zero and go to either side of it. */
export function HorizontalBarChart({ props }: { props: Fields }) {
  const { whole } = useNumberTexts();
  const series = seriesOf(props);
  const colors = colorsOf(series.map(({ name }) => name));
  const spread = spreadOf(series);
  const legend = series.length > 1 ? series.map(({ name }, at) => ({ name, color: colors[at] ?? "" })) : [];
  return (
    <ChartFrame props={props} legend={legend}>
      <ul className="m-0 flex list-none flex-col gap-2.5 p-0 text-[13px]">
        {listOf(props.labels).map((label, row) => (
          <li key={`row-${row}`} className="flex min-w-0 flex-col gap-1">
            <span className="min-w-0 break-words text-ink-soft">{textOf(label)}</span>
            {series.map(({ name, values }, at) => (
              <span key={`${at} ${name}`} className="flex min-w-0 items-center gap-2">
                <LyingBar value={values[row] ?? 0} spread={spread} color={colors[at] ?? ""} />
                <span className="min-w-12 text-right text-ink tabular-nums">{textOfValue(values[row], whole)}</span>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

/** How far bars go to the left of zero, and to the right. */
interface Spread {
  left: number;
  right: number;
}

function spreadOf(series: Series[]): Spread {
  const values = series.flatMap(({ values }) => values.map((value) => value ?? 0));
  return { left: -values.reduce((a, b) => Math.min(a, b), 0), right: values.reduce((a, b) => Math.max(a, b), 0) };
}

function LyingBar({ value, spread: { left, right }, color }: { value: number; spread: Spread; color: string }) {
  const share = (length: number) => `${left + right > 0 ? (length / (left + right)) * 100 : 0}%`;
  const isBelow = value < 0;
  return (
    <span className="relative block h-3.5 min-w-0 flex-1">
      <span
        data-bar=""
        className={`absolute inset-y-0 min-w-0.5 ${isBelow ? "rounded-l-[3px]" : "rounded-r-[3px]"}`}
        style={{ [isBelow ? "right" : "left"]: share(isBelow ? right : left), width: share(Math.abs(value)), background: color }}
      />
      {left > 0 ? <span aria-hidden="true" className="absolute -inset-y-1 w-px bg-line-strong" style={{ left: share(left) }} /> : null}
    </span>
  );
}

function textOfValue(value: number | null | undefined, whole: (value: number) => string): string {
  return value === null || value === undefined ? "–" : whole(value);
}

export function ScatterChart({ props }: { props: Fields }) {
  const { short, whole } = useNumberTexts();
  const sets = setsOf(props);
  const colors = colorsOf(sets.map(({ name }) => name));
  const points = sets.flatMap((set) => set.points);
  const axisOf = (key: "x" | "y") => {
    const values = points.map((point) => point[key]);
    const [min, max] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    // No point stands on the edge, nor does one at the least of all pull a scale of sizes below zero.
    const room = (max - min) * 0.04;
    return roundTicks(min >= 0 ? Math.max(0, min - room) : min - room, max + room);
  };
  const [x, y] = points.length > 0 ? [axisOf("x"), axisOf("y")] : [roundTicks(0, 0), roundTicks(0, 0)];
  const legend = sets.length > 1 ? sets.map(({ name }, at) => ({ name, color: colors[at] ?? "" })) : [];
  const common = { type: "number", interval: 0, tickLine: false } as const;
  return (
    <ChartFrame props={props} legend={legend}>
      <div style={{ height: SCATTER_PX }} className="min-w-0">
        <ResponsiveContainer width="100%" height="100%">
          <Scatters margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
            <CartesianGrid stroke="var(--line)" />
            <XAxis
              {...common}
              {...x}
              dataKey="x"
              name={textOf(props.xLabel) || "x"}
              height={24}
              axisLine={{ stroke: "var(--line-strong)" }}
              tick={<NumberTick text={short} anchor="middle" />}
            />
            <YAxis
              {...common}
              {...y}
              dataKey="y"
              name={textOf(props.yLabel) || "y"}
              width={widthOf(y.ticks, short)}
              axisLine={false}
              tick={<NumberTick text={short} anchor="end" />}
            />
            <Tooltip isAnimationActive={false} cursor={{ stroke: "var(--line-strong)" }} content={<ChartTip text={whole} />} />
            {sets.map(({ name, points: data }, at) => (
              <Scatter key={`set-${at}`} name={name} data={data} fill={colors[at]} isAnimationActive={false} />
            ))}
          </Scatters>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
