import type { UiNode } from "@/lib/genui/tree";
import { isRecord } from "@/lib/json";
import { clipped } from "@/lib/text";
import { typeTable } from "../data/columns";
import { humanName } from "../data/names";
import { extractTable } from "../data/extract";
import { readJson } from "../data/json";
import { resultTable } from "../data/memory";
import { presentData } from "../data/present";
import { viewOf } from "../data/view";
import { readPassages, showPassages } from "../search/passages";
import type { ToolResult } from "../turn";
import { callout, header, node, paragraph, plain } from "../ui";

const TEXT_CHARS_MAX = 6000;

/** What tools answered: a record as cards, rows as chart and table, an error as a warning, anything else as text. */
export function showResults(results: ToolResult[]): UiNode[] {
  const [only] = results;
  if (only && results.length === 1) return showResult(only);
  const records = sameRecords(results);
  if (records) return presentData(viewOf(typeTable(records)));
  return [
    header("Results", `${results.length} tool calls`),
    ...results.flatMap((result) => [
      node("InlineHeader", { heading: headingOf(result) }),
      ...showResult(result).filter((item) => item.component !== "Header" && item.component !== "FollowUpBlock"),
    ]),
  ];
}

/** The tool's name and what it was asked, where that is short. */
function headingOf(result: ToolResult): string {
  const name = nameOf(result);
  const detail = saidIn(result);
  return detail !== "" && detail.length <= 60 ? `${name}: ${detail}` : name;
}

/** Of a name in parts, as of a server and its tool, the last. */
const nameOf = ({ name }: ToolResult): string => humanName(name.split("__").at(-1) || name);

/** The texts and numbers that a tool was called with. */
function saidIn(result: ToolResult): string {
  const read = readJson(result.arguments.trim() || "{}")?.value;
  return isRecord(read)
    ? Object.values(read)
        .flatMap((value) => value)
        .filter((value) => typeof value === "string" || typeof value === "number")
        .join(", ")
    : "";
}

/** Several one-row answers of one tool are rows of one table. */
function sameRecords(results: ToolResult[]): ReturnType<typeof resultTable> {
  const tables = results.map(resultTable);
  const [first] = tables;
  if (!first || results.some((result) => result.name !== results[0]?.name)) return null;
  const isAlike = tables.every(
    (table) => table !== null && table.rows.length === 1 && table.header.join("\u0000") === first.header.join("\u0000"),
  );
  if (!isAlike) return null;
  return { ...first, title: results[0] ? nameOf(results[0]) : "", isRecord: false, rows: tables.flatMap((table) => table?.rows ?? []) };
}

function showResult(result: ToolResult): UiNode[] {
  const title = headingOf(result);
  const output = result.output.trim();
  if (output === "") return [header(title), paragraph("The tool answered with nothing.")];
  const passages = readPassages(output);
  if (passages) return showPassages(passages, saidIn(result));
  const value = readJson(output)?.value;
  const error = isRecord(value) ? (value.error ?? value.errors) : undefined;
  if (error !== undefined && error !== null && error !== false) {
    const text =
      typeof error === "string"
        ? error
        : typeof error === "object" && !Array.isArray(error) && typeof error.message === "string"
          ? error.message
          : JSON.stringify(error);
    return [header(title), callout("danger", "The tool reported an error", clipped(text, 600))];
  }
  const raw = resultTable(result);
  if (raw) return presentData(viewOf(typeTable({ ...raw, title: raw.title ?? title })));
  const found = /^[[{"]/.test(output) ? null : extractTable(output);
  if (found && found.table.rows.length > 1) return presentData(viewOf(typeTable({ ...found.table, title: found.table.title ?? title })));
  const text = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : output;
  if (Array.isArray(value) && value.length === 0) return [header(title), paragraph("The tool found nothing.")];
  return [header(title), paragraph(plain(clipped(/^[[{]/.test(text) ? output : text, TEXT_CHARS_MAX)))];
}
