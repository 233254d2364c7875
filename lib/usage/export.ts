import type { LogCursor, LoggedRequest } from "./schema";

export const EXPORT_FORMATS = ["csv", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** So many rows are exported at most; the list says so where there are more. */
export const EXPORT_ROWS_MAX = 100_000;
const PAGE_ROWS = 1_000;

type Cell = string | number | boolean | Date | null;
export type ExportRow = Record<string, Cell>;

/** What a spreadsheet takes for a formula, by its first character. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Returns an export as a file to be saved, written as it is read: never more than a page of rows is held. */
export function exportFile(name: string, format: ExportFormat, rows: AsyncIterable<ExportRow[]>): Response {
  const texts = format === "csv" ? toCsv(rows) : toJson(rows);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await texts.return(undefined)),
  });
  const type = format === "csv" ? "text/csv; charset=utf-8; header=present" : "application/json; charset=utf-8";
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}.${format}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox",
  };
  return new Response(body, { headers });
}

/** Returns the rows of a list of requests page by page, `read` giving those after a place. */
export async function* exportPages(
  read: (before: LogCursor | null, limit: number) => Promise<LoggedRequest[]>,
  rowsMax = EXPORT_ROWS_MAX,
): AsyncGenerator<ExportRow[]> {
  let before: LogCursor | null = null;
  for (let left = rowsMax; left > 0; ) {
    const page: LoggedRequest[] = await read(before, Math.min(left, PAGE_ROWS));
    if (page.length > 0) yield page.map(toRow);
    left -= page.length;
    before = page.at(-1) ?? null;
    if (page.length < PAGE_ROWS) return;
  }
}

function toRow(request: LoggedRequest): ExportRow {
  const { costMicros, savedMicros, ...rest } = request;
  return { ...rest, costDollars: dollars(costMicros), savedDollars: dollars(savedMicros) };
}

/** Returns millionths of a dollar as dollars, exactly. */
export function dollars(micros: number | null): number | null {
  return micros === null ? null : micros / 1_000_000;
}

async function* toCsv(pages: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of pages) {
    const head = isFirst && rows[0] ? [Object.keys(rows[0]).join(",")] : [];
    isFirst = false;
    yield [...head, ...rows.map((row) => Object.values(row).map(toCell).join(",")), ""].join("\r\n");
  }
}

/** A text that a spreadsheet would compute stands behind an apostrophe, which it does not show. */
function toCell(value: Cell): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function* toJson(pages: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const rows of pages) {
    yield separator + rows.map((row) => JSON.stringify(row)).join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
