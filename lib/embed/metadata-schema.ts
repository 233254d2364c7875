import { objectOf, refusal } from "@/lib/parameter";

const PAIRS_MAX = 16;
const KEY_CHARACTERS_MAX = 64;
const VALUE_CHARACTERS_MAX = 512;
/** The options for the interface travel as JSON in one value and hold whole component schemas. */
const THESYS_CHARACTERS_MAX = 262_144;

const LONG_KEY = refusal("string_above_max_length", `A key of 'metadata' is too long: it takes at most ${KEY_CHARACTERS_MAX} characters.`);

const NO_PROTO = refusal("invalid_value", "A key of 'metadata' can't be '__proto__'.");

/** What a client keeps with an object: at most 16 pairs, keys of 64 and values of 512 characters. The value of `thesys` may be longer. */
export const Metadata = metadataOf({ thesysMax: THESYS_CHARACTERS_MAX, isProtoKept: true });

/** The same for what is kept in a column of its own: without options for the interface, and Prisma would leave out a key `__proto__`. */
export const PlainMetadata = metadataOf({ thesysMax: VALUE_CHARACTERS_MAX, isProtoKept: false });

function metadataOf({ thesysMax, isProtoKept }: { thesysMax: number; isProtoKept: boolean }) {
  return objectOf<string>()
    .superRefine((metadata, context) => {
      const entries = Object.entries<unknown>(metadata);
      if (entries.length > PAIRS_MAX) {
        context.addIssue({ code: "too_big", origin: "record", maximum: PAIRS_MAX, input: metadata });
        return;
      }
      for (const [key, value] of entries) {
        const path = [key];
        const maximum = key === "thesys" ? thesysMax : VALUE_CHARACTERS_MAX;
        if (key.length > KEY_CHARACTERS_MAX) context.addIssue({ code: "custom", ...LONG_KEY, path });
        if (key === "__proto__" && !isProtoKept) context.addIssue({ code: "custom", ...NO_PROTO, path });
        if (typeof value !== "string") context.addIssue({ code: "invalid_type", expected: "string", input: value, path });
        else if (value.length > maximum) context.addIssue({ code: "too_big", origin: "string", maximum, input: value, path });
      }
    })
    .meta({
      type: "object",
      additionalProperties: { type: "string" },
      propertyNames: { maxLength: KEY_CHARACTERS_MAX },
      maxProperties: PAIRS_MAX,
    });
}
