import { spend } from "../budget";
import type { Found } from "./csv";
import { type Cell, rawTable } from "./table";

const LINE_CHARS_MAX = 2000;
const LINES_MIN = 2;

/** A line of a web server's access log, in the common or the combined form. */
const ACCESS = /^(\S+) \S+ \S+ \[([^\]]{10,40})\] "(?:([A-Z]{3,8}) )?([^" ]*)(?: HTTP\/[\d.]+)?" (\d{3}) (\d+|-)/;
/** A time, a level and what happened. */
const LEVELLED =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\s+(?:-\s+)?\[?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?:?\s+(?:-\s+)?(\S.*)$/;

const FORMS: { pattern: RegExp; header: string[]; counted: number; name: string }[] = [
  { pattern: ACCESS, header: ["Client", "Time", "Method", "Path", "Status", "Bytes"], counted: 4, name: "Requests by status" },
  { pattern: LEVELLED, header: ["Time", "Level", "Message"], counted: 1, name: "Lines by level" },
];

/** The lines of a log, with how many there are of each status or level; null where most lines are something else. */
export function findLog(text: string): Found | null {
  for (const { pattern, header, counted, name } of FORMS) {
    const start = text.slice(0, LINE_CHARS_MAX).split("\n");
    if (!start.some((line) => pattern.test(line))) continue;
    const rest: string[] = [];
    const rows: Cell[][] = [];
    for (const line of text.split(/\r?\n/)) {
      spend();
      const match = line.length > LINE_CHARS_MAX ? null : pattern.exec(line.trim());
      if (match) rows.push(match.slice(1).map((cell) => (cell === undefined || cell === "-" ? null : cell)));
      else if (line.trim() !== "") rest.push(line);
    }
    if (rows.length < LINES_MIN || rest.length > rows.length) continue;
    return { table: rawTable(header, rows, { notes: [countNote(rows, counted, name)] }), rest: rest.join("\n") };
  }
  return null;
}

function countNote(rows: Cell[][], at: number, name: string): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(row[at]), (counts.get(String(row[at])) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return `${name}: ${sorted.map(([value, count]) => `${value} × ${count}`).join(", ")}.`;
}
