import type { ReactElement } from "react";
import { Area, Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { type Fields, listOf, textOf } from "../openui/drawing";
import { type AxisLabels, breadthOf, fitLabels } from "./axis-labels";
import { heightOf, LabelTick, NumberTick, widthOf } from "./axis-ticks";
import { ChartFrame, ChartTip } from "./chart-frame";
import { type Series, seriesOf } from "./chart-values";
import { useNumberTexts } from "./number-text";
import { colorsOf } from "./series-colors";
import { roundTicks } from "./ticks";

const PLOT_PX = 208;
const MARGIN_PX = 8;
const EDGE_MIN_PX = 12;
const BAR_MAX_PX = 56;
/** What a point, and a bar, needs at least where a chart may scroll. */
const POINT_MIN_PX = 14;
const BAR_MIN_PX = 22;
const DOTS_MAX = 24;
/** A line that changes little may begin above zero, which bars and areas never do. */
const ZOOM_BELOW = 0.2;

type Kind = "bar" | "line" | "area";
type Row = Record<string, number | null>;

interface Data {
  kind: Kind;
  labels: string[];
  series: Series[];
  colors: string[];
  rows: Row[];
  isStacked: boolean;
  isCurved: boolean;
}

function dataOf(props: Fields, kind: Kind): Data {
  const labels = listOf(props.labels).map(textOf);
  const series = seriesOf(props);
  const rows = labels.map((_, index) => Object.fromEntries(series.map(({ values }, at) => [`v${at}`, values[index] ?? null])));
  const isStacked = kind === "bar" && props.variant === "stacked";
  return { kind, labels, series, rows, isStacked, isCurved: props.variant === "natural", colors: colorsOf(series.map(({ name }) => name)) };
}

function rangeOf({ kind, rows, series, isStacked }: Data): { min: number; max: number } {
  const numbers = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const sums = rows.flatMap((row) => {
    const values = Object.values(row).map((value) => value ?? 0);
    const sumOf = (sign: 1 | -1) => values.reduce((sum, value) => (value * sign > 0 ? sum + value : sum), 0);
    return [sumOf(1), sumOf(-1)];
  });
  const all = isStacked ? sums : numbers;
  const [min, max] = [all.reduce((a, b) => Math.min(a, b), Infinity), all.reduce((a, b) => Math.max(a, b), -Infinity)];
  if (!Number.isFinite(min)) return { min: 0, max: 0 };
  const isFlat = kind === "line" && min > 0 && max > min && (max - min) / max < ZOOM_BELOW;
  return { min: isFlat ? min : Math.min(0, min), max: Math.max(0, max) };
}

interface PlotProps {
  data: Data;
  /** Both from the container around it. */
  width?: number;
  height?: number;
}

function Plot({ data, width = 0, height = 0 }: PlotProps) {
  const { short, whole } = useNumberTexts();
  const { min, max } = rangeOf(data);
  const { ticks, domain } = roundTicks(min, max);
  const axisWidth = widthOf(ticks, short);
  const labels = fitLabels(data.labels, width - axisWidth - MARGIN_PX);
  return (
    <ComposedChart
      data={data.rows}
      width={width}
      height={height}
      margin={{ top: 8, right: MARGIN_PX, bottom: 0, left: 0 }}
      barGap={2}
      barCategoryGap="24%"
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      {/* What is below zero hangs from there. */}
      {min < 0 ? <ReferenceLine y={0} stroke="var(--line-strong)" /> : null}
      <XAxis
        dataKey={(row: Row) => data.rows.indexOf(row)}
        interval={labels.every - 1}
        height={heightOf(labels.lineCount)}
        tickLine={false}
        axisLine={min < 0 ? false : { stroke: "var(--line-strong)" }}
        padding={data.kind === "bar" ? undefined : edgesOf(labels, axisWidth)}
        tick={<LabelTick lines={labels.lines} whole={data.labels} />}
      />
      <YAxis
        width={axisWidth}
        ticks={ticks}
        domain={domain}
        interval={0}
        axisLine={false}
        tickLine={false}
        tick={<NumberTick text={short} anchor="end" />}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={data.kind === "bar" ? { fill: "var(--hover)", fillOpacity: 0.6 } : { stroke: "var(--line-strong)" }}
        content={<ChartTip labels={data.labels} text={whole} />}
      />
      {data.series.map(({ name }, at) => markOf(data, name, at))}
    </ComposedChart>
  );
}

/** Points stand so far from the edges that the labels below the first and the last are whole. */
function edgesOf({ lines, every }: AxisLabels, axisWidth: number): { left: number; right: number } {
  const isLastShown = (lines.length - 1) % every === 0;
  return {
    left: Math.max(EDGE_MIN_PX, breadthOf(lines[0]) / 2 - axisWidth),
    right: Math.max(EDGE_MIN_PX, isLastShown ? breadthOf(lines.at(-1)) / 2 - MARGIN_PX : 0),
  };
}

function markOf({ kind, rows, series, colors, isStacked, isCurved }: Data, name: string, at: number): ReactElement {
  const common = { key: `series-${at}`, dataKey: `v${at}`, name, isAnimationActive: false } as const;
  const [color, curve] = [colors[at], isCurved ? ("monotone" as const) : ("linear" as const)];
  if (kind === "bar") {
    const isTop = !isStacked || at === series.length - 1;
    return (
      <Bar {...common} fill={color} maxBarSize={BAR_MAX_PX} stackId={isStacked ? "one" : undefined} radius={isTop ? [3, 3, 0, 0] : 0} />
    );
  }
  const stroke = { stroke: color, strokeWidth: 2, type: curve, activeDot: { r: 4, fill: color, stroke: "var(--surface)" } };
  const dot = rows.length <= DOTS_MAX ? { r: 2.5, fill: color, stroke: color } : false;
  if (kind === "line") return <Line {...common} {...stroke} dot={dot} connectNulls={false} />;
  return <Area {...common} {...stroke} dot={rows.length === 1 && dot} fill={color} fillOpacity={series.length > 1 ? 0.12 : 0.18} />;
}

function cartesian(kind: Kind) {
  return function Cartesian({ props }: { props: Fields }) {
    const data = dataOf(props, kind);
    const legend = data.series.length > 1 ? data.series.map(({ name }, at) => ({ name, color: data.colors[at] ?? "" })) : [];
    const minWidth =
      props.type === "scrollable"
        ? data.labels.length * (kind === "bar" ? BAR_MIN_PX * (data.isStacked ? 1 : data.series.length) + POINT_MIN_PX : POINT_MIN_PX)
        : 0;
    return (
      <ChartFrame props={props} legend={legend}>
        <div
          className="min-w-0 overflow-x-auto overflow-y-hidden"
          {...(minWidth > 0 && { tabIndex: 0, role: "region", "aria-label": "Chart" })}
        >
          <div style={{ minWidth, height: PLOT_PX + 40 }}>
            <ResponsiveContainer width="100%" height="100%">
              <Plot data={data} />
            </ResponsiveContainer>
          </div>
        </div>
      </ChartFrame>
    );
  };
}

export const BarChart = cartesian("bar");
export const LineChart = cartesian("line");
export const AreaChart = cartesian("area");
