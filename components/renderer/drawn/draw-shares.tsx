import { type ReactNode, useId } from "react";
import type { Fields } from "../openui/drawing";
import { ChartFrame, Legend, type LegendEntry } from "./chart-frame";
import { percentText, type Slice, slicesOf } from "./chart-values";
import { useNumberTexts } from "./number-text";
import { colorsOf } from "./series-colors";

const SIZE = 176;
const MIDDLE = SIZE / 2;
const RING_PX = 12;
const RING_GAP_PX = 5;
const RINGS_MAX = 5;

interface Shares {
  slices: Slice[];
  colors: string[];
  legend: LegendEntry[];
}

function useShares(props: Fields): Shares {
  const { whole } = useNumberTexts();
  const slices = slicesOf(props);
  const colors = colorsOf(slices.map(({ name }) => name));
  // Where the values are percentages already, they are not said twice.
  const arePercent = Math.abs(slices.reduce((sum, { value }) => sum + value, 0) - 100) < 1e-9;
  const legend = slices.map((slice, at) => {
    const percent = percentText(slice.share, slices);
    return { name: slice.name, color: colors[at] ?? "", value: arePercent ? percent : `${whole(slice.value)} · ${percent}` };
  });
  return { slices, colors, legend };
}

/** A round picture with its legend beside it, or below it where there is no room. */
function Round({ props, legend, children }: { props: Fields; legend: LegendEntry[]; children: ReactNode }) {
  const id = useId();
  const label = legend.map(({ name, value }) => `${name} ${value}`).join(", ");
  return (
    <ChartFrame props={props}>
      <div className="flex min-w-0 flex-wrap items-center justify-center gap-x-8 gap-y-3 sm:justify-start">
        <svg
          role="img"
          aria-labelledby={id}
          viewBox={`0 0 ${SIZE} ${SIZE}`}
          className="recharts-surface w-44 max-w-full shrink-0 -rotate-90"
          data-plot=""
        >
          <title id={id}>{`Chart: ${label}`}</title>
          {children}
        </svg>
        <Legend entries={legend} className="min-w-0 max-w-full flex-[1_1_11rem] flex-col gap-y-2 sm:max-w-80" />
      </div>
    </ChartFrame>
  );
}

/** A part of a circle: `share` of it from `start` on, both of 1. */
function Arc({
  radius,
  thickness,
  share,
  start,
  color,
}: {
  radius: number;
  thickness: number;
  share: number;
  start: number;
  color: string;
}) {
  return (
    <circle
      data-share={share}
      cx={MIDDLE}
      cy={MIDDLE}
      r={radius}
      fill="none"
      stroke={color}
      strokeWidth={thickness}
      pathLength={100}
      strokeDasharray={`${share * 100} ${100 - share * 100}`}
      strokeDashoffset={-start * 100}
    />
  );
}

/** Shares as parts of one circle, with a hair's breadth between them. */
export function PieChart({ props }: { props: Fields }) {
  const { slices, colors, legend } = useShares(props);
  const thickness = props.variant === "donut" ? 30 : MIDDLE - 4;
  const radius = MIDDLE - 4 - thickness / 2;
  const gap = slices.filter(({ share }) => share > 0).length > 1 ? 0.004 : 0;
  const starts = slices.map((_, at) => slices.slice(0, at).reduce((sum, { share }) => sum + share, 0));
  return (
    <Round props={props} legend={legend}>
      {slices.map(({ share }, at) =>
        share > 0 ? (
          <Arc
            key={`slice-${at}`}
            radius={radius}
            thickness={thickness}
            share={Math.max(0.001, share - gap)}
            start={starts[at] ?? 0}
            color={colors[at] ?? ""}
          />
        ) : null,
      )}
    </Round>
  );
}

/** A ring a share, each as long as its share of the whole; more than fit are drawn as one circle. */
export function RadialChart({ props }: { props: Fields }) {
  const { slices, colors, legend } = useShares(props);
  if (slices.length > RINGS_MAX) return <PieChart props={{ ...props, variant: "donut" }} />;
  return (
    <Round props={props} legend={legend}>
      {slices.map(({ share }, at) => {
        const radius = MIDDLE - 4 - RING_PX / 2 - at * (RING_PX + RING_GAP_PX);
        return (
          <g key={`ring-${at}`}>
            <circle cx={MIDDLE} cy={MIDDLE} r={radius} fill="none" stroke="var(--hover)" strokeWidth={RING_PX} />
            {share > 0 ? <Arc radius={radius} thickness={RING_PX} share={share} start={0} color={colors[at] ?? ""} /> : null}
          </g>
        );
      })}
    </Round>
  );
}

/** Shares side by side in one bar. */
export function SegmentedBar({ props }: { props: Fields }) {
  const { slices, colors, legend } = useShares(props);
  return (
    <ChartFrame props={props} legend={legend}>
      <div
        role="img"
        aria-label={`Chart: ${legend.map(({ name, value }) => `${name} ${value}`).join(", ")}`}
        className="flex h-4 w-full gap-0.5 overflow-hidden rounded-full"
      >
        {slices.map(({ share }, at) => (
          <span key={`part-${at}`} data-share={share} style={{ flexGrow: share, background: colors[at] }} className="h-full basis-0" />
        ))}
      </div>
    </ChartFrame>
  );
}
