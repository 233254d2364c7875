import type { AuditCursor, AuditFilter } from "./filter";

/** Returns a filter, and a place when one is given, as the query string of an address; with the "?" unless it is empty. */
export function toAuditSearch(filter: Partial<AuditFilter>, before: AuditCursor | null = null): "" | `?${string}` {
  const given = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  if (before) given.push(["before", `${before.createdAt.getTime()}-${before.id}`]);
  const search = new URLSearchParams(given).toString();
  return search === "" ? "" : `?${search}`;
}
