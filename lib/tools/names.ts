import { createHash } from "node:crypto";

const CHARACTERS_MAX = 64;
const HASH_CHARACTERS = 6;

/**
 * The name under which models are offered a function: `wanted` where that is a name and nobody has it, else as much of it with six digits of a
 * hash behind it. The same wish beside the same taken names always gives the same. The caller adds what it gets to `taken`.
 */
export function offeredName(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted.replace(/[^\w-]/g, "_");
  if (plain === wanted && wanted !== "" && wanted.length <= CHARACTERS_MAX && !taken.has(wanted)) return wanted;
  const beginning = plain.slice(0, CHARACTERS_MAX - HASH_CHARACTERS - 1);
  for (let copy = 0; ; copy++) {
    const hash = createHash("sha256")
      .update(copy === 0 ? wanted : `${wanted} ${copy}`)
      .digest("hex");
    const name = `${beginning}_${hash.slice(0, HASH_CHARACTERS)}`;
    if (!taken.has(name)) return name;
  }
}
