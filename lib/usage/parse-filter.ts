import { z } from "zod/v4";
import { FINISHES, OUTCOMES, PERIODS, type OutcomeName, type Period, type UsageFilter } from "./filter";
import { EXPORT_FORMATS, type ExportFormat } from "./export";
import { USAGE_TABLES, type UsageTable } from "./export-usage";
import type { LogCursor } from "./schema";

const text = z.string().trim().min(1).max(200).nullable().catch(null).default(null);

const moment = z.coerce.number().int().min(1).max(8_640_000_000_000_000).nullable().catch(null).default(null);

const Filter = z.object({
  period: z
    .enum(Object.keys(PERIODS) as [Period, ...Period[]])
    .catch("24h")
    .default("24h"),
  model: text,
  key: text,
  outcome: z
    .enum(Object.keys(OUTCOMES) as [OutcomeName, ...OutcomeName[]])
    .nullable()
    .catch(null)
    .default(null),
  endpoint: text,
  request: text,
  finish: z.enum(FINISHES).nullable().catch(null).default(null),
  stream: z.enum(["yes", "no"]).nullable().catch(null).default(null),
  text,
  from: moment,
  to: moment,
});

/** Returns the filter that an address asks for; a member that is missing, repeated or makes no sense is as if it were not there. */
export function parseUsageFilter(search: Record<string, string | string[] | undefined>): UsageFilter {
  const filter = Filter.parse(search);
  const isBackwards = filter.from !== null && filter.to !== null && filter.to <= filter.from;
  return isBackwards ? { ...filter, from: null, to: null } : filter;
}

const Export = z.object({
  format: z.enum(EXPORT_FORMATS).catch("csv").default("csv"),
  table: z.enum(USAGE_TABLES).catch("time").default("time"),
});

/** Returns which file an address asks for: CSV, and of usage that over time, unless it says otherwise. */
export function parseExport(search: Record<string, string | string[] | undefined>): { format: ExportFormat; table: UsageTable } {
  return Export.parse(search);
}

const Cursor = z
  .string()
  .max(100)
  .regex(/^\d{1,13}-req_\w{1,40}$/);

/** Returns the place in the list of requests that an address names, or null when it names none. */
export function parseCursor(value: unknown): LogCursor | null {
  const parsed = Cursor.safeParse(value);
  if (!parsed.success) return null;
  const at = parsed.data.indexOf("-");
  return { createdAt: new Date(Number(parsed.data.slice(0, at))), requestId: parsed.data.slice(at + 1) };
}

/** Returns the words for an address that `parseCursor` reads. */
export function writeCursor({ createdAt, requestId }: LogCursor): string {
  return `${createdAt.getTime()}-${requestId}`;
}
