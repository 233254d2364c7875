import { z } from "zod/v4";

const id = z
  .string()
  .regex(/^[\w:./-]{1,200}$/)
  .nullable()
  .catch(null)
  .default(null);

const Filter = z.object({
  /** The id of who did it; or `cli` or `system`, who have none of their own. */
  actor: id,
  /** What an action is about: the part before its dot. */
  area: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullable()
    .catch(null)
    .default(null),
  /** The id of the thing that was changed. */
  target: id,
});

/** Which of a workspace's events are looked at. */
export type AuditFilter = z.output<typeof Filter>;

/** A place in the list of events. */
export interface AuditCursor {
  createdAt: Date;
  id: string;
}

/** Returns the filter that an address asks for; a member that is missing, repeated or makes no sense is as if it were not there. */
export function parseAuditFilter(search: Record<string, string | string[] | undefined>): AuditFilter {
  return Filter.parse(search);
}

/** Returns the place in the list of events that an address names, or null when it names none. */
export function parseAuditCursor(value: unknown): AuditCursor | null {
  const [, at, event] = typeof value === "string" ? (/^(\d{1,13})-(aud_\w{1,40})$/.exec(value) ?? []) : [];
  return at && event ? { createdAt: new Date(Number(at)), id: event } : null;
}
