import { randomBytes } from "node:crypto";

// What the providers say, whatever their format.

export const THOUGHT = ["The user asks about Paris.", " A tool knows."];
export const PIECES = ["one, ", "two, ", "three, "];

/**
 * @param {{ question: string, result: string | null, isObject: boolean, tool: string | null }} asked the user's last words, what a tool
 *   said since, whether JSON is wanted, and the tool that is offered
 * @returns {{ type: "call", tool: string, pieces: string[] } | { type: "text", pieces: string[] } | { type: "endless", mark: string, pieces: [] }}
 */
export function answerTo({ question, result, isObject, tool }) {
  const [, mark] = /Count without an end: ([\w-]+)/.exec(question) ?? [];
  if (mark) return { type: "endless", mark, pieces: [] };
  if (isObject) return { type: "text", pieces: ['{"name":"Ada ', 'Lovelace","bo', 'rn":1815}'] };
  if (result !== null) {
    const { celsius, sky } = JSON.parse(result);
    return { type: "text", pieces: [`It is ${celsius} °C`, ` and ${sky} `, "in Paris."] };
  }
  if (tool !== null) return { type: "call", tool, pieces: ['{"city"', ':"Par', 'is"}'] };
  return { type: "text", pieces: ["Hello ", "there."] };
}

/** The first member of an object that is not among those known, with dots; null where all are. */
export function unknownMember(value, known) {
  return Object.keys(value).find((name) => !known.includes(name)) ?? null;
}

/** What is wrong with a schema that must be held to strictly, as OpenAI and Anthropic want it; null where nothing is. */
export function strictFault(schema) {
  if (schema?.type === "object" && schema.additionalProperties !== false)
    return "'additionalProperties' is required to be supplied and to be false";
  const names = Object.keys(schema?.properties ?? {});
  if (names.some((name) => !schema.required?.includes(name))) return "'required' is required to include every key in properties";
  return names.map((name) => strictFault(schema.properties[name])).find((fault) => fault !== null) ?? null;
}

/** An id as vendors make them: nobody can guess it. */
export const newId = (prefix) => `${prefix}${randomBytes(16).toString("hex")}`;

export const event = (data, name = data.type) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
export const data = (value) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
