"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { ChartTable } from "./chart-data";

const CHART = /(?:Chart|SegmentedBar)\(/;

/** The values of an answer's charts as tables, for whoever cannot see or point at a chart; opened by its summary. */
export function ChartTables({ answer }: { answer: string }) {
  const [tables, setTables] = useState<ChartTable[] | null>(null);
  if (!CHART.test(answer)) return null;
  const load = async () => {
    const { chartTables } = await import("./chart-data");
    setTables(chartTables(answer));
  };
  return (
    <details className="group" onToggle={(event) => void (event.currentTarget.open && load())}>
      <summary className="flex min-h-8 w-fit cursor-pointer list-none items-center gap-1 rounded-control pr-2 text-[13px] text-ink-soft hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform duration-100 group-open:rotate-90" />
        Chart data
      </summary>
      <div className="mt-2 flex flex-col gap-4">
        {tables?.length === 0 ? <p className="text-[13px] text-ink-muted">The data of this chart could not be read.</p> : null}
        {tables?.map((table, index) => (
          <DataTable key={`${index} ${table.title}`} table={table} />
        ))}
      </div>
    </details>
  );
}

function DataTable({ table: { title, columns, rows } }: { table: ChartTable }) {
  return (
    <section aria-label={`Data of ${title}`} tabIndex={0} className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-[13px] tabular-nums">
        <caption className="border-line border-b px-3 py-2 text-left font-medium text-ink">{title}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={`${index} ${column}`} scope="col" className={`px-3 py-2 font-medium text-ink-muted ${side(index)}`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, ...values], index) => (
            <tr key={`${index} ${label}`} className="border-line border-t">
              <th scope="row" className="px-3 py-1.5 text-left font-normal text-ink">
                {label}
              </th>
              {values.map((value, at) => (
                <td key={`${at} ${value}`} className="px-3 py-1.5 text-right text-ink">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function side(index: number): string {
  return index === 0 ? "text-left" : "text-right";
}
