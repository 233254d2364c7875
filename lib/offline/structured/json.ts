import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";
import type { JsonValue } from "../data/json";
import { splitList } from "../form/read";
import { readSaid, type Said } from "../tool/said";
import type { Conversation } from "../turn";
import { type Filled, fill, fillOrMinimal } from "./fill";
import { sourcesOf, underOwnName } from "./sources";
import { isValid } from "./validate";

/**
 * JSON text in the form that was asked for; null when the answer is to be an interface. What a schema demands beyond what was said is filled
 * with the smallest value it allows. Throws `invalid_value` when no value is found that obeys the schema.
 */
export function jsonAnswer(request: GenerationRequest, conversation: Conversation): string | null {
  const { outputFormat } = request;
  if (outputFormat.type === "text") return null;
  const sources = sourcesOf(conversation);
  const { text } = conversation.last;
  if (outputFormat.type === "json_object") return JSON.stringify(freeObject(text, sources, readSaid(text)));
  const { schema, name } = outputFormat;
  const { value } = best(schema, name, sources, conversation);
  if (!isValid(schema, value)) throw new ApiError("invalid_value", "The offline engine found no value that obeys this JSON schema.");
  return JSON.stringify(value);
}

/** Filled from the last words; where they say nothing, from what was said before them. */
function best(schema: Record<string, unknown>, name: string, sources: JsonValue[], conversation: Conversation): Filled {
  const before = conversation.earlier.flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : [])).toReversed();
  const known = (text: string) => ({ sources, said: readSaid(text.slice(0, 20_000)), root: schema });
  for (const text of [conversation.last.text, ...before.slice(0, 5)]) {
    const filled = fill(schema, name, known(text));
    if (filled) return filled;
  }
  return fillOrMinimal(schema, name, known(""));
}

/** An object of the keys that were named, else of the data, else a plain statement that there is nothing to give. */
function freeObject(text: string, sources: JsonValue[], said: Said): unknown {
  const keys = keysIn(text);
  const colon = text.indexOf(":");
  const facts = colon === -1 || colon > text.length - 3 ? said : readSaid(text.slice(colon + 1));
  if (keys.length > 0) {
    return Object.fromEntries(
      keys.map((key) => {
        const schema = { type: /age|count|number|price|amount|year|total|quantity/i.test(key) ? "number" : "string" };
        const known = { sources, said: facts, root: schema };
        return [key, fill(schema, key, known)?.value ?? fill({}, key, known)?.value ?? null];
      }),
    );
  }
  const source = sources[0] === undefined ? undefined : underOwnName(sources[0]);
  if (source !== undefined && typeof source === "object" && source !== null) return Array.isArray(source) ? { data: source } : source;
  const items = splitList(/:\s*([^\s:{}[\]][^:{}[\]\n]{2,399})$/.exec(text)?.[1] ?? "");
  if (source === undefined && items.length >= 2 && items.every((item) => item.length <= 60)) return { items };
  return source !== undefined
    ? { result: source }
    : { answer: null, note: "The offline engine is rules, not a language model, and found no data to put here." };
}

function keysIn(text: string): string[] {
  const list =
    /\b(?:keys?|fields?|properties)\s*(?:named|called|are|:|of)?\s*((?:["'`]?[A-Za-z_][\w]*["'`]?(?:\s*\([^()]{0,40}\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+)?){1,12})/.exec(
      text,
    )?.[1];
  const stop = /^(?:and|for|with|of|from|in|the|a|to|only|about)$/i;
  const keys =
    list
      ?.split(/[,\s]+/)
      .map((key) => key.replace(/["'`]/g, ""))
      .filter((key) => /^[A-Za-z_]\w*$/.test(key)) ?? [];
  const end = keys.findIndex((key) => stop.test(key) && key !== "and");
  return [...new Set((end === -1 ? keys : keys.slice(0, end)).filter((key) => !stop.test(key)))].slice(0, 20);
}
