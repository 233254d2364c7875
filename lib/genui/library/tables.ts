import { z } from "zod/v4";
import { isUiNode } from "../tree";
import { Icon } from "./content";
import { list, members, named, words } from "./markdown-parts";
import { block, oneLine, table } from "./markdown-text";
import { define, text } from "./parts";

/** What a cell may hold beside words and numbers. */
const CELLS = new Set(["Button", "IconButton", "ButtonGroup", "Tag", "TagBlock", "Icon"]);

export function isCell(component: string): boolean {
  return CELLS.has(component);
}

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
);
