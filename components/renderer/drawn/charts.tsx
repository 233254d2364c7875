import type { ReactNode } from "react";
import type { Fields } from "../openui/drawing";
import { AreaChart, BarChart, LineChart } from "./draw-cartesian";
import { HorizontalBarChart, ScatterChart } from "./draw-others";
import { RadarChart } from "./draw-radar";
import { PieChart, RadialChart, SegmentedBar } from "./draw-shares";

/** Charts by the name of their component, drawn alike by either renderer. */
export const CHARTS: Record<string, (given: { props: Fields }) => ReactNode> = {
  AreaChart,
  BarChart,
  HorizontalBarChart,
  LineChart,
  PieChart,
  RadarChart,
  RadialChart,
  ScatterChart,
  SegmentedBar,
};
