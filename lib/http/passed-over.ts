/** Says how many members of a body were passed over; absent when none was. */
export const PASSED_OVER_HEADER = "x-vitrine-passed-over";

/**
 * Counts the members of a body that its schema left out: only what stands in messages and items may hold unknown ones. A member
 * that the schema makes something else of counts as one.
 */
export function countPassedOver(sent: unknown, read: unknown): number {
  if (sent === read || !isContainer(sent) || !isContainer(read)) return 0;
  let count = 0;
  for (const [name, value] of Object.entries(sent))
    count += Object.hasOwn(read, name) ? countPassedOver(value, Reflect.get(read, name)) : 1;
  return count;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
