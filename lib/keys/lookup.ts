import { inBatches } from "@/lib/batches";
import type { KeyRecord } from "./policy";
import { findKeysByHash } from "./queries";

/**
 * The key with this digest, or null, as the table has it after the call. All that are asked for together are one statement, and
 * two statements run at a time: so every key can be looked up, whoever asks and whatever else is sent from there, and a flood of
 * made-up ones costs the database two connections and an index scan each.
 */
export const lookUpKey: (digest: string) => Promise<KeyRecord | null> = inBatches(
  "key-lookups",
  { sizeMax: 500, atOnce: 2 },
  async (digests) => {
    const found = await findKeysByHash([...new Set(digests)]);
    return digests.map((digest) => found.get(digest) ?? null);
  },
);
