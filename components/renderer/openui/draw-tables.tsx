import { ScrollableTable, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@openuidev/react-ui";
import { type ComponentRenderer, useRenderNode } from "@openuidev/react-lang";
import { DataTable, type RowNote } from "../drawn/data-table";
import { choiceOf, type Drawings, fieldsOf, listOf, textOf } from "./drawing";
import { useField } from "./field";
import { RowContext } from "./use-press";

const EDITORS = { text: "text", number: "number", "date-single": "date", url: "url" } as const;

function RowNode({ node, row }: { node: unknown; row: RowNote }) {
  const draw = useRenderNode();
  return <RowContext value={row}>{draw(node)}</RowContext>;
}

const Table: ComponentRenderer = ({ props }) => <DataTable props={props} Node={RowNode} />;

const EditableTable: ComponentRenderer = ({ props }) => {
  const columns = listOf(props.columns).map(fieldsOf);
  const given = listOf(props.data).map(fieldsOf);
  const field = useField(textOf(props.name), "EditableTable");
  const rows = field.value === undefined ? given : listOf(field.value).map(fieldsOf);
  const change = (row: number, column: number, value: string | number) =>
    field.setValue(
      rows.map((fields, at) =>
        at === row
          ? { ...fields, values: columns.map((_, index) => (index === column ? value : (listOf(fields.values)[index] ?? ""))) }
          : fields,
      ),
    );
  return (
    <ScrollableTable>
      <TableHeader>
        <TableRow>
          {columns.map(({ header, key }, index) => (
            <TableHead key={`column-${index}`} scope="col">
              {textOf(header) || textOf(key)}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ values }, row) => (
          <TableRow key={`row-${row}`}>
            {columns.map((column, index) => (
              <TableCell key={`cell-${index}`}>
                <Cell
                  column={column}
                  label={`${textOf(column.header) || textOf(column.key)}, row ${row + 1}`}
                  value={textOf(listOf(values)[index])}
                  isDisabled={field.isDisabled}
                  onChange={(value) => change(row, index, value)}
                />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </ScrollableTable>
  );
};

interface CellProps {
  column: Record<string, unknown>;
  label: string;
  value: string;
  isDisabled: boolean;
  onChange: (value: string | number) => void;
}

function Cell({ column, label, value, isDisabled, onChange }: CellProps) {
  const common = {
    "aria-label": label,
    value,
    disabled: isDisabled,
    className: "min-w-24 w-full rounded-control border border-control bg-surface px-2 py-1 text-ink",
  };
  if (column.type === "select")
    return (
      <select {...common} onChange={(event) => onChange(event.target.value)}>
        {listOf(column.options)
          .map(fieldsOf)
          .map((option, index) => (
            <option key={`option-${index}`} value={textOf(option.value)}>
              {textOf(option.label)}
            </option>
          ))}
      </select>
    );
  const type = choiceOf(column.type, ["text", "number", "date-single", "url"], "text");
  const toValue = (text: string) => (type === "number" && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text);
  return <input {...common} type={EDITORS[type]} onChange={(event) => onChange(toValue(event.target.value))} />;
}

/** Tables to read and to change. */
export const TABLES: Drawings = { Table, EditableTable };
