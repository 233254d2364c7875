"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { formatCount, formatSpan } from "@/components/usage/format";
import { SmallTable } from "@/components/usage/small-table";
import Link from "next/link";
import { toSearch, type UsageFilter } from "@/lib/usage/filter";

interface Bar {
  /** In milliseconds since 1970. */
  at: number;
  requests: number;
  errors: number;
}

interface LogHistogramProps {
  bars: Bar[];
  bucketMs: number;
  /** So many of the latest were counted, where more of them fit. */
  countedMax: number | null;
  filter: UsageFilter;
}

/** What is chosen: from the bar where it began to where it is. */
interface Choice {
  anchor: number;
  active: number;
}

/**
 * When the listed requests came. Dragging over bars, or arrows with Shift and Enter, looks at these only; the stretch stands in the address.
 */
export function LogHistogram({ bars, bucketMs, countedMax, filter }: LogHistogramProps) {
  const max = Math.max(1, ...bars.map(({ requests }) => requests));
  const isZoomed = filter.from !== null || filter.to !== null;
  const { choice, isShown, handlers, list } = useChoice(bars, bucketMs, filter);
  const id = useId();
  const [first, last] = [Math.min(choice.anchor, choice.active), Math.max(choice.anchor, choice.active)];
  const [start, end] = [bars[0], bars.at(-1)];
  return (
    <section aria-label="Requests over time" className="mb-5">
      <div
        ref={list}
        role="listbox"
        aria-label="Requests over time: arrows choose, with Shift more of them, Enter looks at these only"
        aria-multiselectable="true"
        aria-activedescendant={`${id}-${choice.active}`}
        tabIndex={0}
        className="flex h-20 cursor-crosshair touch-none select-none items-stretch rounded-control border border-line bg-surface px-1 pt-1"
        {...handlers}
      >
        {bars.map(({ at, requests, errors }, index) => {
          const isChosen = isShown && index >= first && index <= last;
          return (
            <div
              key={at}
              id={`${id}-${index}`}
              role="option"
              aria-selected={isChosen}
              aria-label={`${formatSpan(at, at + bucketMs)}: ${formatCount(requests)} requests, ${formatCount(errors)} errors`}
              title={`${formatSpan(at, at + bucketMs)}: ${formatCount(requests)} requests, ${formatCount(errors)} errors`}
              className={classNames("flex min-w-0 flex-1 flex-col justify-end px-px", isChosen ? "bg-accent/15" : "hover:bg-hover")}
            >
              <span className="block bg-danger" style={{ height: `${(errors / max) * 100}%` }} />
              <span className="block bg-accent" style={{ height: `${((requests - errors) / max) * 100}%` }} />
            </div>
          );
        })}
      </div>
      <div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-ink-muted text-xs tabular-nums">
        <span>
          {start && end ? `${formatSpan(start.at, end.at + bucketMs)} UTC` : ""}
          {countedMax === null ? "" : `, the latest ${countedMax.toLocaleString("en")} that fit`}
        </span>
        {isZoomed ? (
          <Link href={`/logs${toSearch({ ...filter, from: null, to: null })}`} scroll={false} className={buttonClass({ size: "sm" })}>
            Show the whole period
          </Link>
        ) : null}
      </div>
      <BarTable bars={bars} bucketMs={bucketMs} />
    </section>
  );
}

function useChoice(bars: Bar[], bucketMs: number, filter: UsageFilter) {
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<Choice>({ anchor: 0, active: 0 });
  const [isShown, setShown] = useState(false);
  const isDragging = useRef(false);
  const apply = ({ anchor, active }: Choice) => {
    const [from, to] = [bars[Math.min(anchor, active)]?.at, bars[Math.max(anchor, active)]?.at];
    setShown(false);
    setChoice({ anchor: 0, active: 0 });
    if (from !== undefined && to !== undefined) router.push(`/logs${toSearch({ ...filter, from, to: to + bucketMs })}`, { scroll: false });
  };
  const barAt = ({ clientX }: PointerEvent) => {
    const { left, width } = list.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars.length)));
  };
  const handlers = {
    onPointerDown(event: PointerEvent) {
      event.currentTarget.setPointerCapture(event.pointerId);
      isDragging.current = true;
      const at = barAt(event);
      setChoice({ anchor: at, active: at });
      setShown(true);
    },
    onPointerMove(event: PointerEvent) {
      if (isDragging.current) setChoice({ anchor: choice.anchor, active: barAt(event) });
    },
    onPointerUp(event: PointerEvent) {
      if (isDragging.current) apply({ anchor: choice.anchor, active: barAt(event) });
      isDragging.current = false;
    },
    onPointerCancel() {
      isDragging.current = false;
      setShown(false);
    },
    onKeyDown(event: KeyboardEvent) {
      const moves: Record<string, number> = { ArrowRight: choice.active + 1, ArrowLeft: choice.active - 1, Home: 0, End: bars.length - 1 };
      const move = moves[event.key];
      if (move !== undefined) {
        const active = Math.min(bars.length - 1, Math.max(0, move));
        setChoice({ anchor: event.shiftKey ? choice.anchor : active, active });
        setShown(true);
      } else if (event.key === "Enter" && isShown) apply(choice);
      else if (event.key === "Escape") setShown(false);
      else return;
      event.preventDefault();
    },
  };
  return { choice, isShown, handlers, list };
}

function BarTable({ bars, bucketMs }: Pick<LogHistogramProps, "bars" | "bucketMs">) {
  const used = bars.filter(({ requests }) => requests > 0);
  return (
    <details className="text-[13px]">
      <summary className="w-fit cursor-pointer rounded-control py-1 text-ink-soft text-xs hover:text-ink">Show as a table</summary>
      <SmallTable
        label="Requests over time"
        columns={["Time (UTC)", "Requests", "Errors"]}
        figuresFrom={1}
        rows={used.map(({ at, requests, errors }) => ({
          id: String(at),
          cells: [formatSpan(at, at + bucketMs), requests.toLocaleString("en"), errors.toLocaleString("en")],
        }))}
      />
    </details>
  );
}
