import { z } from "zod/v4";
import { text } from "@/lib/parameter";

const METADATA_PAIRS_MAX = 16;
const VALUE_CHARACTERS_MAX = 512;
/** The options for the interface travel as JSON in one value and hold whole component schemas. */
const THESYS_CHARACTERS_MAX = 262_144;

/** What a client keeps with an object: at most 16 pairs, keys of 64 and values of 512 characters. The value of `thesys` may be longer. */
export const Metadata = z.record(text(64), z.string()).superRefine((metadata, context) => {
  const entries = Object.entries(metadata);
  if (entries.length > METADATA_PAIRS_MAX)
    context.addIssue({ code: "too_big", origin: "record", maximum: METADATA_PAIRS_MAX, input: metadata });
  for (const [key, value] of entries) {
    const maximum = key === "thesys" ? THESYS_CHARACTERS_MAX : VALUE_CHARACTERS_MAX;
    if (value.length > maximum) context.addIssue({ code: "too_big", origin: "string", maximum, input: value, path: [key] });
  }
});
