import { type HTMLElement, parse } from "node-html-parser";
import { spend } from "../budget";
import type { Found } from "./csv";
import { isHeader, joinedHeader } from "./header";
import { rawTable } from "./table";

const HTML_CHARS_MAX = 400_000;
const SPAN_MAX = 20;
/** More than any table is read of: spans could make millions of cells. */
const WIDTH_MAX = 200;

/** The largest `<table>` of pasted HTML; cells that span columns or rows stand in each of them, headings above each other are joined. */
export function findHtml(text: string): Found | null {
  const from = text.search(/<table[\s>]/i);
  if (from === -1 || text.length > HTML_CHARS_MAX) return null;
  const closing = text.toLowerCase().lastIndexOf("</table>");
  const to = closing === -1 ? text.length : closing + "</table>".length;
  const tables = parse(text.slice(from, to)).querySelectorAll("table");
  const sized = tables.map((table) => ({ table, rows: table.querySelectorAll("tr") })).sort((a, b) => b.rows.length - a.rows.length);
  const [largest] = sized;
  if (!largest) return null;
  const grid = gridOf(largest.rows);
  const headings = grid.filter(({ isHeading }, i) => isHeading && grid.slice(0, i).every((row) => row.isHeading)).length;
  const rows = grid.map(({ cells }) => cells);
  const joined = headings > 1 ? [joinedNames(rows.slice(0, headings)), ...rows.slice(headings)] : joinedHeader(rows);
  const [first, ...below] = joined;
  const body = below.filter((row) => !isSection(row));
  if (!first || body.length === 0) return null;
  const caption = largest.table.querySelector("caption")?.text.trim() ?? null;
  const table =
    headings === 0 && !isHeader(first, body)
      ? rawTable(
          first.map((_, i) => `Column ${i + 1}`),
          [first, ...body],
          { title: caption },
        )
      : rawTable(first, body, { title: caption?.slice(0, 80) ?? null });
  return { table, rest: `${text.slice(0, from)}\n${text.slice(to)}` };
}

/** One cell over the whole width is a heading of its own inside the table. */
const isSection = (row: string[]): boolean => row.length > 2 && row[0] !== "" && row.every((cell) => cell === row[0]);

/** `Sales` over `2023` is "Sales 2023"; a heading over both rows stands once. */
function joinedNames(rows: string[][]): string[] {
  const [first = []] = rows;
  return first.map((_, i) => [...new Set(rows.map((row) => row[i] ?? ""))].filter((name) => name !== "").join(" "));
}

interface Row {
  cells: string[];
  isHeading: boolean;
}

function gridOf(rows: HTMLElement[]): Row[] {
  const hanging = new Map<number, { text: string; left: number }>();
  return rows.flatMap((row) => {
    const cells: string[] = [];
    const found = row.querySelectorAll("th, td");
    const takeHanging = (): void => {
      for (let held = hanging.get(cells.length); held; held = hanging.get(cells.length)) {
        if (held.left <= 1) hanging.delete(cells.length);
        else held.left--;
        cells.push(held.text);
      }
    };
    for (const cell of found) {
      takeHanging();
      if (cells.length >= WIDTH_MAX) break;
      const text = cell.text.replace(/\s+/g, " ").trim();
      const [across, down] = [spanOf(cell, "colspan"), spanOf(cell, "rowspan")];
      for (let i = 0; i < across; i++) {
        if (down > 1) hanging.set(cells.length, { text, left: down - 1 });
        cells.push(text);
      }
    }
    takeHanging();
    spend(cells.length >> 3);
    return cells.length === 0 ? [] : [{ cells, isHeading: found.length > 0 && found.every((cell) => cell.tagName === "TH") }];
  });
}

const spanOf = (cell: HTMLElement, name: string): number => Math.min(Math.max(Number(cell.getAttribute(name) ?? 1) || 1, 1), SPAN_MAX);
