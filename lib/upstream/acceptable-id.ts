import { createHash } from "node:crypto";

const HASH_LENGTH = 12;

/**
 * Returns the id of a call in the form that a provider takes: at most `max` letters, digits, `_` and `-`. What has that form stays as it
 * is; of any other id always the same comes, and of two different ones never the same.
 */
export function acceptableId(id: string, max = 64): string {
  if (id !== "" && id.length <= max && /^[\w-]+$/.test(id)) return id;
  const hash = createHash("sha256").update(id).digest("hex").slice(0, HASH_LENGTH);
  const rest = id.replace(/[^\w-]/g, "_").slice(0, max - HASH_LENGTH - 1);
  return `${rest}_${hash}`;
}
