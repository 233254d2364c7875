import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart as Radars, ResponsiveContainer, Tooltip } from "recharts";
import { type Fields, listOf, textOf } from "../openui/drawing";
import { breadthOf, breakLabel } from "./axis-labels";
import { SpokeTick } from "./axis-ticks";
import { ChartFrame, ChartTip } from "./chart-frame";
import { type Series, seriesOf } from "./chart-values";
import { useNumberTexts } from "./number-text";
import { colorsOf } from "./series-colors";
import { roundTicks } from "./ticks";

const RADAR_PX = 300;
const RADIUS_MIN_PX = 40;
/** Between the spokes' ends and the edge: two lines above and below, a gap at the sides. */
const LABELS_PX = 36;
const GAP_PX = 14;
const NARROW_PX = 420;
const CHARACTERS_MAX = { narrow: 9, wide: 18 };

interface RadarPlotProps {
  labels: string[];
  series: Series[];
  colors: string[];
  /** Both from the container around it. */
  width?: number;
  height?: number;
}

/** As large as its labels leave room for: they are broken over lines and never cut by the edge. */
function RadarPlot({ labels, series, colors, width = 0, height = 0 }: RadarPlotProps) {
  const { whole } = useNumberTexts();
  const lines = labels.map((label) => breakLabel(label, width < NARROW_PX ? CHARACTERS_MAX.narrow : CHARACTERS_MAX.wide));
  const beside = Math.max(0, ...lines.map(breadthOf)) + GAP_PX;
  const radius = Math.max(RADIUS_MIN_PX, Math.min(height / 2 - LABELS_PX, width / 2 - beside));
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const rows = labels.map((label, index) => ({
    label,
    ...Object.fromEntries(series.map(({ values }, at) => [`v${at}`, values[index] ?? null])),
  }));
  return (
    <Radars data={rows} width={width} height={height} outerRadius={radius}>
      <PolarGrid stroke="var(--line-strong)" />
      <PolarAngleAxis dataKey="label" tick={<SpokeTick lines={lines} middle={height / 2} />} />
      <PolarRadiusAxis domain={roundTicks(0, most).domain} tick={false} axisLine={false} />
      <Tooltip isAnimationActive={false} content={<ChartTip text={whole} />} />
      {series.map(({ name }, at) => (
        <Radar
          key={`series-${at}`}
          dataKey={`v${at}`}
          name={name}
          stroke={colors[at]}
          strokeWidth={2}
          fill={colors[at]}
          fillOpacity={0.12}
          isAnimationActive={false}
        />
      ))}
    </Radars>
  );
}

export function RadarChart({ props }: { props: Fields }) {
  const series = seriesOf(props);
  const colors = colorsOf(series.map(({ name }) => name));
  const legend = series.map(({ name }, at) => ({ name, color: colors[at] ?? "" }));
  return (
    <ChartFrame props={props} legend={legend.length > 1 ? legend : []}>
      <div style={{ height: RADAR_PX }} className="min-w-0">
        <ResponsiveContainer width="100%" height="100%">
          <RadarPlot labels={listOf(props.labels).map(textOf)} series={series} colors={colors} />
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
