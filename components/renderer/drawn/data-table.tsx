import { type ComponentType, type ReactNode, useState } from "react";
import { type Fields, isElement, listOf, numberOf, partsOf, textOf } from "../openui/drawing";
import { iconOf } from "../openui/icon";
import { CellText } from "./cell-text";
import { areAmounts, useNumberTexts } from "./number-text";

const ROWS_AT_ONCE = 50;

/** A row as its buttons tell of it. */
export interface RowNote {
  number: number;
  first: string;
}

interface DataTableProps {
  props: Fields;
  /** Draws a component that stands in a cell. */
  Node: ComponentType<{ node: unknown; row: RowNote }>;
}

interface Column {
  label: string;
  icon: ReactNode;
  isNumber: boolean;
  isAction: boolean;
  /** Amounts are written with marks between the thousands, as sentences are. */
  hasAmounts: boolean;
}

/** A table to read: words break, numbers are written like those of the text, a row's buttons stay whole. */
export function DataTable({ props, Node }: DataTableProps) {
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const rows = listOf(props.rows).map(listOf);
  const columns = columnsOf(props, rows);
  const label = columns.map((column) => column.label).filter(Boolean);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <section
        tabIndex={0}
        aria-label={`Table: ${label.join(", ")}`}
        className="data-table min-w-0 overflow-x-auto rounded-card border border-line bg-surface"
      >
        <table className="w-full border-collapse text-sm">
          <Head columns={columns} />
          <tbody>
            {rows.slice(0, shown).map((cells, at) => (
              <tr key={`row-${at}`} className="border-line [&:not(:first-child)]:border-t">
                {cells.map((cell, index) => (
                  <td
                    key={`cell-${index}`}
                    className={`px-3 py-2.5 align-baseline text-ink ${sideOf(columns[index])} ${widthOf(cell, columns[index])}`}
                  >
                    {isElement(cell) ? (
                      <Node node={cell} row={{ number: at + 1, first: textOf(cells[0]) }} />
                    ) : (
                      <Cell value={cell} hasAmounts={columns[index]?.hasAmounts === true} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shown ? (
        <button
          type="button"
          className="w-fit cursor-pointer rounded-control px-2 py-1 text-[13px] text-ink-soft hover:bg-hover pointer-coarse:min-h-11"
          onClick={() => setShown(shown + 2 * ROWS_AT_ONCE)}
        >
          {`Show more of ${rows.length} rows`}
        </button>
      ) : null}
    </div>
  );
}

function Head({ columns }: { columns: Column[] }) {
  return (
    <thead>
      <tr className="border-line border-b">
        {columns.map((column, at) => (
          <th
            key={`column-${at}`}
            scope="col"
            className={`whitespace-nowrap px-3 py-2.5 font-medium text-[13px] text-ink-muted ${sideOf(column)} ${edgeOf(column)}`}
          >
            <span className="inline-flex items-center gap-1.5">
              {column.icon}
              {column.label}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Cell({ value, hasAmounts }: { value: unknown; hasAmounts: boolean }) {
  const { whole } = useNumberTexts();
  const number = numberOf(value);
  return hasAmounts && number !== undefined ? whole(number) : <CellText text={textOf(value)} />;
}

function columnsOf(props: Fields, rows: unknown[][]): Column[] {
  return partsOf(props.columns).map(({ label, type, icon }, at) => {
    const numbers = rows.flatMap((row) => numberOf(row[at]) ?? []);
    return {
      label: textOf(label),
      icon: iconOf(icon),
      isNumber: type === "number",
      isAction: type === "action",
      hasAmounts: areAmounts(textOf(label), numbers),
    };
  });
}

function sideOf(column: Column | undefined): string {
  return column?.isNumber ? "text-right tabular-nums" : "text-left";
}

/** What can be pressed stays in sight while the rest of its row scrolls. */
function edgeOf(column: Column): string {
  return column.isAction ? "data-table-edge sticky right-0 bg-surface" : "";
}

/** Words break where they must and not before; numbers and buttons never do. */
function widthOf(cell: unknown, column: Column | undefined): string {
  if (column?.isNumber) return "whitespace-nowrap";
  if (column?.isAction) return `min-w-28 ${edgeOf(column)}`;
  return textOf(cell).length > 24 ? "min-w-48" : "";
}
