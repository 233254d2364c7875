import {
  AreaChart,
  AreaChartCondensed,
  BarChart,
  BarChartCondensed,
  HorizontalBarChart,
  LineChart,
  LineChartCondensed,
  PieChart,
  RadarChart,
  RadialChart,
  ScatterChart,
  SingleStackedBar,
} from "@openuidev/react-ui";
import type { ReactNode } from "react";
import { choiceOf, type Drawings, type Fields, fieldsOf, listOf, numberOf, textOf } from "./drawing";
import { Titles } from "./titles";

/** The axis shortens what is large: values in thousands or millions are drawn as what they stand for. */
const FACTORS: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };
/** Where a row keeps its label; no series is called so. */
const LABEL = "label\u200b";
const CURVES = ["linear", "natural"] as const;
const STACKS = ["grouped", "stacked"] as const;

type Row = Record<string, string | number>;

function Frame({ props, children }: { props: Fields; children: ReactNode }) {
  return (
    <figure data-chart="" className="flex min-w-0 flex-col gap-3">
      <Titles heading={props.heading} description={props.description} />
      {children}
    </figure>
  );
}

function factorOf(props: Fields): number {
  return FACTORS[textOf(props.unit)] ?? 1;
}

function rowsOf(props: Fields): Row[] {
  const factor = factorOf(props);
  const series = listOf(props.series).map((one, index) => {
    const { category, values } = fieldsOf(one);
    return { name: textOf(category) || `Series ${index + 1}`, values: listOf(values) };
  });
  return listOf(props.labels).map((label, index) => ({
    ...Object.fromEntries(series.map(({ name, values }) => [name, (numberOf(values[index]) ?? 0) * factor])),
    [LABEL]: textOf(label),
  }));
}

function slicesOf(props: Fields): Row[] {
  const factor = factorOf(props);
  return listOf(props.slices).map((slice) => {
    const { category, value } = fieldsOf(slice);
    return { category: textOf(category), value: Math.max(0, numberOf(value) ?? 0) * factor };
  });
}

function pointsOf(props: Fields) {
  const factor = factorOf(props);
  return listOf(props.datasets).map((set, index) => {
    const { name, points } = fieldsOf(set);
    const data = listOf(points).flatMap((point) => {
      const [x, y] = [numberOf(fieldsOf(point).x), numberOf(fieldsOf(point).y)];
      return x === undefined || y === undefined ? [] : [{ x, y: y * factor }];
    });
    return { name: textOf(name) || `Group ${index + 1}`, data };
  });
}

function axes(props: Fields) {
  return { xAxisLabel: textOf(props.xLabel) || undefined, yAxisLabel: textOf(props.yLabel) || undefined, isAnimationActive: false };
}

const parts = { categoryKey: "category", dataKey: "value" } as const;

/** Charts, each with its heading; named for assistive technology by `describeCharts`. */
export const CHARTS: Drawings = {
  BarChart: ({ props }) => {
    const common = { data: rowsOf(props), categoryKey: LABEL, variant: choiceOf(props.variant, STACKS, "grouped"), ...axes(props) };
    return (
      <Frame props={props}>
        {props.type === "scrollable" ? <BarChart {...common} /> : <BarChartCondensed {...common} maxBarWidth={40} />}
      </Frame>
    );
  },
  LineChart: ({ props }) => {
    const Chart = props.type === "scrollable" ? LineChart : LineChartCondensed;
    return (
      <Frame props={props}>
        <Chart data={rowsOf(props)} categoryKey={LABEL} variant={choiceOf(props.variant, CURVES, "natural")} {...axes(props)} />
      </Frame>
    );
  },
  AreaChart: ({ props }) => {
    const Chart = props.type === "scrollable" ? AreaChart : AreaChartCondensed;
    return (
      <Frame props={props}>
        <Chart data={rowsOf(props)} categoryKey={LABEL} variant={choiceOf(props.variant, CURVES, "natural")} {...axes(props)} />
      </Frame>
    );
  },
  HorizontalBarChart: ({ props }) => (
    <Frame props={props}>
      <HorizontalBarChart data={rowsOf(props)} categoryKey={LABEL} {...axes(props)} />
    </Frame>
  ),
  RadarChart: ({ props }) => (
    <Frame props={props}>
      <RadarChart data={rowsOf(props)} categoryKey={LABEL} isAnimationActive={false} />
    </Frame>
  ),
  PieChart: ({ props }) => (
    <Frame props={props}>
      <PieChart data={slicesOf(props)} {...parts} variant={choiceOf(props.variant, ["pie", "donut"], "pie")} isAnimationActive={false} />
    </Frame>
  ),
  RadialChart: ({ props }) => (
    <Frame props={props}>
      <RadialChart data={slicesOf(props)} {...parts} variant="circular" isAnimationActive={false} />
    </Frame>
  ),
  SegmentedBar: ({ props }) => (
    <Frame props={props}>
      <SingleStackedBar data={slicesOf(props)} {...parts} animated={false} />
    </Frame>
  ),
  ScatterChart: ({ props }) => (
    <Frame props={props}>
      <ScatterChart data={pointsOf(props)} {...axes(props)} />
    </Frame>
  ),
};
