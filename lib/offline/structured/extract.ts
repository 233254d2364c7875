import type { JsonSchema } from "@/lib/json-schema";
import { parseNumber } from "../data/number";
import { parseTime } from "../data/time";
import { fillValue } from "../tool/fill";
import type { Said } from "../tool/said";
import { readSchema } from "../tool/schema";
import { stemsOf } from "../words";

/** A value of the text for one property: said under its name, or of a kind that only it can be. Undefined when nothing fits. */
export function extractScalar(name: string, schema: JsonSchema, root: unknown, said: Said): unknown {
  const labelled = "enum" in schema || "const" in schema ? undefined : underLabel(name, schema, said.text);
  if (labelled !== undefined) return labelled;
  if (schema.type === "array" && PEOPLE.test(stemsOf(name).join(" ")) && said.properNames.length > 0) return said.properNames.splice(0);
  const value = fillValue(name, readSchema(schema, root), { ...said, isRequired: false, isOnlyText: said.isOnlyText });
  if (typeof value === "string" && schema.format === "date") return isoDate(value) ?? value;
  if (typeof value === "string" && /\bdate\b|\bday\b/.test(stemsOf(name).join(" "))) return value.replace(/^on\s+/i, "");
  if (value !== undefined) return value;
  if (schema.format === "date") return said.dayWords.map(isoDate).find((date) => date !== null) ?? undefined;
  return spoken(name, schema, said);
}

const PEOPLE = /\b(?:participant|people|person|name|attendee|guest|member|author|player|speaker|contact)\b/;

/** `Name: Jane`, `age is 34`, `total = 12.50`, `- email – a@b.org`. */
function underLabel(name: string, schema: JsonSchema, text: string): unknown {
  const words = stemsOf(name.replace(/_/g, " "));
  if (words.length === 0 || words.some((word) => !/^[\p{L}\d]+$/u.test(word))) return undefined;
  const label = words.map((word) => `${word}(?:s|es)?`).join("[ _-]?");
  const isNumber = schema.type === "number" || schema.type === "integer";
  if (isNumber) {
    const match = new RegExp(
      `(?<![\\p{L}])${label}\\s*(?:is|was|of|:|=|–|-|→)?\\s*(?:about |around )?([$€£]?\\s?-?\\d[\\d.,]*(?:\\s?(?:k|m|bn|million|billion|%))?)`,
      "iu",
    ).exec(text);
    return match?.[1] ? parseNumber(match[1].replace(/(?<![.,])[.,]+$/, ""))?.value : undefined;
  }
  if (schema.type === "boolean") {
    const match = new RegExp(`(?<![\\p{L}])${label}\\s*(?::|=|is)\\s*(yes|no|true|false)\\b`, "iu").exec(text);
    return match?.[1] ? /^(?:yes|true)$/i.test(match[1]) : undefined;
  }
  if (schema.type !== "string" && schema.type !== undefined) return undefined;
  const match = new RegExp(
    `(?:^|[\\n,;.(*-]\\s*|\\b(?:the|my|his|her|their|its|a)\\s+)\\**${label}\\**\\s*(?::|=|\\bis\\b|\\bwas\\b|–)\\**\\s*["“]?([^\\n,;"”]{1,200})`,
    "iu",
  ).exec(text);
  const value = match?.[1]
    ?.replace(/(?:\.\s.*|(?<![.!?)])[.!?)]+)$/s, "")
    .replace(/\s+(?:and|with)\s+(?:i|he|she|they|it|we|the|my|his|her|their|its|an?)\s.*$/i, "")
    .trim();
  if (!value || /^(?:string|number|a |an |the following)/i.test(value)) return undefined;
  return schema.format === "date" ? (isoDate(value) ?? undefined) : value;
}

export function isoDate(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const bare = text.replace(/^on\s+/i, "").replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1");
  const time = parseTime(bare, { yearAllowed: false, dayFirst: false });
  return time?.kind === "date" ? new Date(time.key).toISOString().slice(0, 10) : null;
}

const ROLE =
  /\b(?:works? as|working as|is|was|am|,)\s+(?:an?|the)\s+((?:[\p{Ll}-]+\s+){0,3}[\p{Ll}-]{3,})(?=\s+(?:at|in|from|for|with|who|based|of)\b|[,.;]|$)/u;

/** What a sentence says of a person or thing in the usual words: "34 years old", "works as a nurse at Acme", "costs $30". */
function spoken(name: string, schema: JsonSchema, said: Said): unknown {
  const { text } = said;
  const key = stemsOf(name).join(" ");
  if (schema.type === "integer" || schema.type === "number") {
    if (/\bage\b/.test(key))
      return numberIn(
        /\b(\d{1,3})(?:[ -]years?[ -]old|\s*(?:yo|y\/o)\b)|\baged?\s+(\d{1,3})\b|(?<=\p{Lu}\p{Ll}+,\s|\p{Lu}\p{Ll}+\s\()(\d{1,3})(?=[,)])|\b(?:is|am|are|turned|turns)\s+(\d{1,3})(?=[\s,.;!]|$)(?!\s*(?:%|euros?|dollars?|km|kg))/u,
        text,
      );
    if (/\b(?:price|cost|amount|total|budget|salary|fee|payment)\b/.test(key))
      return numberIn(/(?:[$€£¥]\s?)(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:€|£|dollars|euros|usd|eur|gbp|pounds)\b/iu, text);
    if (/\byear\b/.test(key)) return numberIn(/\b((?:1[5-9]|20|21)\d\d)\b/, text);
    if (/\b(?:rating|star|score)\b/.test(key))
      return numberIn(/\b(\d+(?:\.\d+)?)\s*(?:\/\s*\d+|stars?|out of)|\brat(?:ed|ing)\b(?: of|:)?\s*(\d+(?:\.\d+)?)/i, text);
    return undefined;
  }
  if (schema.type !== "string" && schema.type !== undefined) return undefined;
  if (/\b(?:job|occupation|profession|role|position|title)\b/.test(key)) return ROLE.exec(text)?.[1]?.trim();
  if (/\b(?:company|employer|organi[sz]ation|vendor|seller|supplier|merchant|sender)\b/.test(key))
    return /\b(?:at|for|from|by|of)\s+((?:\p{Lu}[\p{L}\d&.-]*\s?){1,4})/u.exec(text)?.[1]?.replace(/(?<![.\s])[.\s]+$/, "");
  if (/\bphone\b|\btel\b|\bmobile\b/.test(key)) return /\+?\d[\d\s().-]{6,18}\d/.exec(text)?.[0];
  return undefined;
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const match = pattern.exec(text);
  const digits = match?.slice(1).find((group) => group !== undefined);
  return digits === undefined ? undefined : parseNumber(digits)?.value;
}
