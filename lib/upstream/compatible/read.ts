import { isRecord } from "@/lib/json";

// As tolerant as can be: servers of this format differ, and a member of another type than expected fails nothing that can be read otherwise.

/** Returns the text of a member; a number counts as its digits, anything else as nothing. */
export function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

/** Returns the members of a list; one object that should be a list of one counts as that, anything else as none. */
export function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? [value] : [];
}

/** Returns a count, also one that is written as text; null for what is none. */
export function countIn(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
