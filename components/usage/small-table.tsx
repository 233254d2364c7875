import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface SmallTableProps {
  label: string;
  /** The head of the first column, which names a row, and of the others. */
  columns: string[];
  rows: { id: string; cells: ReactNode[] }[];
  /** From which column on there are figures. */
  figuresFrom: number;
}

/** A table inside of a card; it scrolls by itself where it is too wide. */
export function SmallTable({ label, columns, rows, figuresFrom }: SmallTableProps) {
  const align = (index: number) => (index >= figuresFrom ? "text-right" : "text-left");
  return (
    <section aria-label={label} tabIndex={0} className="focus-inset overflow-x-auto">
      <table aria-label={label} className="w-full text-left text-[13px] tabular-nums">
        <thead className="text-ink-muted text-xs">
          <tr>
            {columns.map((name, index) => (
              <th key={name} scope="col" className={classNames("whitespace-nowrap py-1.5 pr-4 font-medium last:pr-0", align(index))}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="text-ink-soft">
          {rows.map(({ id, cells }) => (
            <tr key={id} className="border-line border-t">
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row" className="wrap-anywhere py-1.5 pr-4 font-normal text-ink">
                    {cell}
                  </th>
                ) : (
                  <td key={index} className={classNames("py-1.5 pr-4 last:pr-0", align(index))}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
