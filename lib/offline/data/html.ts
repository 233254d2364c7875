import { type HTMLElement, parse } from "node-html-parser";
import type { Found } from "./csv";
import { rawTable } from "./table";

const HTML_CHARS_MAX = 400_000;

/** The largest `<table>` of pasted HTML, `colspan` repeated. */
export function findHtml(text: string): Found | null {
  const from = text.search(/<table[\s>]/i);
  if (from === -1 || text.length > HTML_CHARS_MAX) return null;
  const closing = text.toLowerCase().lastIndexOf("</table>");
  const to = closing === -1 ? text.length : closing + "</table>".length;
  const tables = parse(text.slice(from, to)).querySelectorAll("table");
  const sized = tables.map((table) => ({ table, rows: table.querySelectorAll("tr") })).sort((a, b) => b.rows.length - a.rows.length);
  const [largest] = sized;
  if (!largest) return null;
  const rows = largest.rows.map(cellsOf).filter((row) => row.length > 0);
  const [first, ...body] = rows;
  if (!first || body.length === 0) return null;
  const caption = largest.table.querySelector("caption")?.text.trim() ?? null;
  return { table: rawTable(first, body, { title: caption?.slice(0, 80) ?? null }), rest: `${text.slice(0, from)}\n${text.slice(to)}` };
}

function cellsOf(row: HTMLElement): string[] {
  return row.querySelectorAll("th, td").flatMap((cell) => {
    const span = Math.min(Math.max(Number(cell.getAttribute("colspan") ?? 1) || 1, 1), 20);
    return Array.from({ length: span }, () => cell.text.replace(/\s+/g, " ").trim());
  });
}
