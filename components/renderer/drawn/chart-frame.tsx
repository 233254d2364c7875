import type { ReactNode } from "react";
import { type Fields, textOf } from "../openui/drawing";
import { Titles } from "../openui/titles";

/** One entry of a legend: a name as it was written, in its colour, perhaps with what it stands for. */
export interface LegendEntry {
  name: string;
  color: string;
  value?: string;
}

interface ChartFrameProps {
  props: Fields;
  legend?: LegendEntry[];
  children: ReactNode;
}

/** A chart between its heading and its legend. One series that the heading names already needs no legend. */
export function ChartFrame({ props, legend = [], children }: ChartFrameProps) {
  const [xLabel, yLabel] = [textOf(props.xLabel), textOf(props.yLabel)];
  return (
    <figure data-chart="" className="m-0 flex w-full min-w-0 flex-col gap-2">
      <Titles heading={props.heading} description={props.description} />
      {yLabel ? <p className="-mb-1 text-ink-muted text-xs">{yLabel}</p> : null}
      {children}
      {xLabel ? <p className="-mt-1 text-center text-ink-muted text-xs">{xLabel}</p> : null}
      <Legend entries={legend} className="flex-wrap justify-center gap-x-4" />
    </figure>
  );
}

/** Names beside their colours; nothing is recased or cut. */
export function Legend({ entries, className }: { entries: LegendEntry[]; className: string }) {
  if (entries.length === 0) return null;
  return (
    <ul className={`m-0 flex list-none gap-y-1 p-0 text-[13px] text-ink-soft ${className}`}>
      {entries.map(({ name, color, value }, index) => (
        <li key={`${index} ${name}`} className="flex min-w-0 items-center gap-2">
          <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[3px]" style={{ background: color }} />
          <span data-legend-name="" className="min-w-0 break-words">
            {name}
          </span>
          {value === undefined ? null : (
            <span data-legend-value="" className="ml-auto pl-3 text-ink tabular-nums">
              {value}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface TipProps {
  active?: boolean;
  label?: unknown;
  payload?: readonly { name?: unknown; value?: unknown; color?: string; payload?: unknown }[];
  /** Where the label is a place in a list. */
  labels?: readonly string[];
  text: (value: number) => string;
}

/** What stands under the pointer, on a ground of its own. */
export function ChartTip({ active, label, labels, payload = [], text }: TipProps) {
  if (!active || payload.length === 0) return null;
  const title = labels ? (labels[Number(label)] ?? "") : textOf(label);
  return (
    <div data-chart-tip="" className="min-w-32 rounded-control border border-line bg-raised px-3 py-2 text-[13px] shadow-menu">
      {title ? <p className="mb-1 font-medium text-ink">{title}</p> : null}
      {payload.map(({ name, value, color }, index) => (
        <p key={`${index} ${textOf(name)}`} className="flex items-center gap-2 text-ink-soft">
          <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[3px]" style={{ background: color }} />
          {textOf(name)}
          <span className="ml-auto pl-3 text-ink tabular-nums">{typeof value === "number" ? text(value) : textOf(value)}</span>
        </p>
      ))}
    </div>
  );
}
