import type { UsageRow } from "./schema";

const TEXT_LENGTH_MAX = 200;
const INT_MAX = 2_147_483_647;

/** The row as the database takes it. Clients choose the model's name: cut to size, and without what Postgres can't hold. */
export function storable(row: UsageRow): UsageRow {
  return {
    ...row,
    model: text(row.model),
    answeredBy: text(row.answeredBy),
    inputTokens: integer(row.inputTokens),
    outputTokens: integer(row.outputTokens),
    cachedTokens: integer(row.cachedTokens),
    reasoningTokens: integer(row.reasoningTokens),
    costMicros: integer(row.costMicros),
    savedMicros: integer(row.savedMicros, -INT_MAX),
    firstDeltaMs: integer(row.firstDeltaMs),
    totalMs: integer(row.totalMs) ?? 0,
  };
}

function text(value: string | null): string | null {
  // By way of bytes, which leaves no half of a surrogate pair.
  return value && Buffer.from(value.replaceAll("\0", "").slice(0, TEXT_LENGTH_MAX)).toString();
}

function integer(value: number | null, min = 0): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.min(Math.max(Math.round(value), min), INT_MAX);
}
