import { z } from "zod/v4";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { Button, ButtonGroup, IconButton } from "./buttons";
import { Icon, Tag, TagBlock } from "./content";
import { list, members, named, words } from "./markdown-parts";
import { block, oneLine, table } from "./markdown-text";
import { define, text } from "./parts";
import type { ToWords } from "./traits";

const COLUMNS_MAX = 50;
/** What a cell may hold beside words and numbers. */
const CELLS = new Set([Button, IconButton, ButtonGroup, Tag, TagBlock, Icon].map(({ name }) => name));

export const Col = define(
  "Col",
  {
    label: text.default(""),
    type: z
      .enum(["string", "number", "action"])
      .default("string")
      .describe("Numbers are set to the right; an action column holds buttons."),
    icon: Icon.props.optional(),
  },
  "A column of a Table.",
  'Col("Country", "string", Icon("globe"))',
  (props) => named(props.label),
  {
    isDrawnByWhole: true,
    frame: 'Table([…, Col("People", "number")], [["Austria", 9.2], ["Chile", 19.6]])',
    isCore: true,
    aliases: ["column", "tablecolumn"],
    isPart: true,
  },
);
export const Table = define(
  "Table",
  {
    columns: z.array(Col.props).default([]),
    rows: z
      .array(z.array(z.union([z.string(), z.number(), z.record(z.string(), z.unknown())])))
      .default([])
      .describe("A list a row, its cells in the order of the columns."),
  },
  "A table; each row is a list of cells in column order. Cells are text (Markdown), numbers, or Button or IconButton in an action column.",
  'Table([Col("Country", "string"), Col("People", "number")], [["Austria", 9.2], ["Chile", 19.6]])',
  (props, sheet) => {
    const columns = list(props.columns).map(members);
    const rows = list(props.rows).map((row) => list(row).map((cell) => (isUiNode(cell) ? sheet.line(cell) : oneLine(block(words(cell))))));
    return table(
      sheet.each(props.columns),
      rows,
      columns.map(({ type }) => type === "number"),
    );
  },
  {
    isCore: true,
    choice: { rank: 4, says: "records as Table" },
    aliases: ["datatable"],
    contents: ["columns", "rows"],
    data: "table",
    refine: (node, toWords) => [{ ...node, props: { ...node.props, ...filled(node.props, toWords) } }],
  },
);
export const EditableTable = define(
  "EditableTable",
  {
    name: text.default("").describe("The key under which the rows come back."),
    columns: z
      .array(
        z.object({
          type: z.enum(["text", "number", "date-single", "select", "url"]),
          key: text,
          header: text.default(""),
          width: z.number().optional(),
          options: z.array(z.object({ value: text, label: text })).optional(),
        }),
      )
      .default([]),
    data: z.array(z.object({ id: text, values: z.array(z.union([z.string(), z.number()])) })).default([]),
  },
  "A table the user can change; the changed rows come back as form state.",
  'EditableTable("stock", [{type: "text", key: "item", header: "Item"}], [{id: "r1", values: ["Bolts"]}])',
  (props) => {
    const columns = list(props.columns).map(members);
    const rows = list(props.data).map((row) => list(members(row).values).map(named));
    return table(
      columns.map(({ header }) => named(header)),
      rows,
      columns.map(({ type }) => type === "number"),
    );
  },
  { data: "records", cellsIn: "data" },
);

/** Every row gets as many cells as there are columns, and every cell a column. */
function filled(props: UiNode["props"], toWords: ToWords): UiNode["props"] {
  const rows = list(props.rows).map((row) => list(row).map((value) => cell(value, toWords)));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = list(props.columns);
  const missing = Array.from(
    { length: Math.max(0, Math.min(width, COLUMNS_MAX) - columns.length) },
    (): UiNode => ({ component: Col.name, props: { label: "", type: "string" } }),
  );
  const all = [...columns, ...missing];
  return { columns: all, rows: rows.map((row) => Array.from({ length: all.length }, (_, index) => row[index] ?? "")) };
}

/** Cells are words, numbers and what renderers draw in a cell; anything else is told in words. */
function cell(value: UiValue, toWords: ToWords): UiValue {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  if (isUiNode(value) && CELLS.has(value.component)) return value;
  return value === null ? "" : toWords(value).replaceAll("\n", " ");
}
