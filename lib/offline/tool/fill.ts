import { isRecord } from "@/lib/json";
import { stemsOf } from "../words";
import { isoDay } from "./iso-day";
import { PLACE, placesOf, type Said } from "./said";
import type { Schema } from "./schema";

/** A value for one parameter, found in what was said; undefined when nothing there fits. */
export function fillValue(name: string, schema: Schema, said: Said): unknown {
  const told = toldBy(name, schema, said.text);
  if (told !== undefined) return told;
  if (schema.enum) return fillEnum(schema, said);
  const { type } = schema;
  if (type === null) return fillText(name, schema, said);
  switch (type) {
    case "object":
      return fillObject(schema, said).value;
    case "array":
      return fillArray(name, schema, said);
    case "integer":
    case "number":
      return fillNumber(name, schema, said);
    case "boolean":
      return fillBoolean(name, said);
    default:
      return fillText(name, schema, said);
  }
}

const VERBATIM = /\b(?:content|contents|text|body|code|message)\b/i;

/** `path notes.md`, `limit=5`, `content exactly:` and what follows: arguments given by their names in a request for a call. */
function toldBy(name: string, schema: Schema, text: string): unknown {
  if (!/\b(?:call|use|invoke|run|with|set)\b/i.test(text) || !/^\w{2,40}$/.test(name)) return undefined;
  const label = name.replace(/_/g, "[ _-]?");
  if (schema.type === "string" && !schema.enum && VERBATIM.test(name)) {
    const rest = new RegExp(`\\b${label}\\s+(?:exactly|verbatim|as follows)\\s*:\\s*\\n?([\\s\\S]+)$`, "i").exec(text)?.[1];
    if (rest) return rest;
  }
  const value = new RegExp(`\\b${label}\\s*(?:=|:|\\bset to\\b)?\\s*(?:["“]([^"”]{1,1000})["”]|([^\\s,;]{1,200}))`, "i").exec(text);
  const given = (value?.[1] ?? value?.[2])?.replace(/[.,;]$/, "");
  const isPlain =
    value?.[1] !== undefined || /[\d./_=-]/.test(given ?? "") || /(?:^|\s)[^\s=:]*[=:]\S+$|[=:]\s+\S+$/.test(value?.[0] ?? "");
  if (given === undefined || !isPlain || schema.enum) return undefined;
  if (schema.type === "string") return given;
  if (schema.type === "integer" || schema.type === "number") return /^-?\d+(?:\.\d+)?$/.test(given) ? Number(given) : undefined;
  return schema.type === "boolean" && /^(?:true|false)$/i.test(given) ? given.toLowerCase() === "true" : undefined;
}

export interface Filled {
  value: Record<string, unknown>;
  /** Required properties without a value. */
  missing: string[];
}

/** All properties that can be filled, and the required ones that cannot. */
export function fillObject(schema: Schema, said: Said): Filled {
  const value: Record<string, unknown> = {};
  const missing: string[] = [];
  // What is required takes its number or name first.
  const isOptional = ([name]: [string, Schema]): number => Number(!schema.required.includes(name));
  for (const [name, property] of [...schema.properties].toSorted((a, b) => isOptional(a) - isOptional(b))) {
    const isRequired = schema.required.includes(name);
    const filled = fillValue(name, property, { ...said, isOnlyText: isOnlyText(schema, name), isRequired });
    if (filled !== undefined && !(isRecord(filled) && Object.keys(filled).length === 0 && !isRequired)) value[name] = filled;
    else if (isRequired && property.default !== undefined) value[name] = property.default;
    else if (isRequired) missing.push(name);
  }
  const names = [...schema.properties.keys()].filter((name) => Object.hasOwn(value, name));
  return { value: Object.fromEntries(names.map((name) => [name, value[name]])), missing };
}

const OTHER_KIND = /date|^when$|time|e-?mail|^to$|^from$|language|locale|currency|unit|id$|url|phone/i;

function isOnlyText(schema: Schema, name: string): boolean {
  const texts = [...schema.properties].filter(
    ([key, property]) =>
      !property.enum && property.format === null && !OTHER_KIND.test(key) && (property.type === "string" || property.type === null),
  );
  const required = texts.filter(([key]) => schema.required.includes(key));
  return texts.length === 1 || (required.length === 1 && required[0]?.[0] === name);
}

const ENUM_WORDS: Record<string, RegExp> = {
  celsius: /\b(?:celsius|centigrade|metric|°\s?c)\b|°C/i,
  fahrenheit: /\b(?:fahrenheit|imperial)\b|°F/i,
  metric: /\b(?:metric|celsius|kilomet\w+)\b/i,
  imperial: /\b(?:imperial|fahrenheit|miles?)\b/i,
  c: /\bcelsius\b|°C/i,
  f: /\bfahrenheit\b|°F/i,
  high: /\b(?:high|urgent|asap|critical)\b/i,
  asc: /\b(?:asc|ascending|lowest|oldest|cheapest)\b/i,
  desc: /\b(?:desc|descending|highest|newest|latest)\b/i,
};

function fillEnum(schema: Schema, said: Said): unknown {
  const options = schema.enum ?? [];
  const exact = options
    .filter((option) => typeof option === "string")
    .filter((option) => option.length > 1 && said.text.includes(option))
    .toSorted((a, b) => b.length - a.length)[0];
  if (exact !== undefined) return exact;
  const words = stemsOf(said.text);
  const mentioned = options.find((option) => {
    const parts = stemsOf(String(option));
    return (
      ENUM_WORDS[String(option).toLowerCase()]?.test(said.text) ||
      (parts.length > 0 && String(option).length > 1 && words.some((_, i) => parts.every((part, j) => words[i + j] === part)))
    );
  });
  if (mentioned !== undefined) return mentioned;
  const number = options.find((option) => typeof option === "number" && said.numbers.some(({ value }) => value === option));
  if (number !== undefined) return number;
  return options.length === 1 && said.isRequired ? options[0] : undefined;
}

function fillArray(name: string, schema: Schema, said: Said): unknown {
  const items = schema.items;
  if (!items) return undefined;
  if (items.enum) {
    const words = stemsOf(said.text);
    const chosen = items.enum.filter((option) => stemsOf(String(option)).every((part) => words.includes(part)));
    return chosen.length > 0 ? chosen : undefined;
  }
  if (items.type === "number" || items.type === "integer") {
    const values = said.numbers.map(({ value }) => value).filter((value) => items.type === "number" || Number.isInteger(value));
    return values.length > 0 ? values : undefined;
  }
  if (items.type === "object") {
    const value = fillObject(items, said);
    return value.missing.length === 0 && Object.keys(value.value).length > 0 ? [value.value] : undefined;
  }
  if (PLACE.test(name)) return said.places.length > 0 ? said.places : undefined;
  if (/email|recipient|to$/i.test(name) && said.emails.length > 0) return said.emails;
  if (said.quoted.length > 0) return said.quoted;
  if (/^(?:quer(?:y|ies)|search_?terms?|keywords?)$/i.test(name) && said.topic) return [said.topic];
  const list =
    /(?::|\b(?:tags?|items?|list|with|for|of|add|compare|between|tickers?|symbols?|keywords?)\b)\s+((?:[\p{L}\d'-]+(?: (?!and\b|or\b)[\p{L}\d'-]+)?)(?:,\s*(?:and\s+)?[\p{L}\d'-]+(?: (?!and\b|or\b)[\p{L}\d'-]+)?)*(?:\s*,?\s+and\s+[\p{L}\d'-]+(?: (?!and\b|or\b)[\p{L}\d'-]+)?)?)/iu.exec(
      said.text,
    )?.[1];
  const parts = list?.split(/(?<!\s)\s*,\s*(?:and\s+)?|(?<!\s)\s+and\s+/i).filter(Boolean) ?? [];
  return parts.length > 1 || (parts.length === 1 && said.isRequired) ? parts : undefined;
}

function fillNumber(name: string, schema: Schema, said: Said): number | undefined {
  const fits = (value: number): boolean =>
    (schema.type !== "integer" || Number.isInteger(value)) &&
    (schema.minimum === null || value >= schema.minimum) &&
    (schema.maximum === null || value <= schema.maximum);
  const free = said.numbers.filter(({ value }) => fits(value));
  const words = [
    ...stemsOf(name),
    ...stemsOf(schema.description)
      .filter((word) => word.length > 3)
      .slice(0, 10),
  ];
  const near =
    free.find(({ around }) => stemsOf(name).some((word) => word.length > 2 && around.includes(word))) ??
    free.find(({ around }) => words.some((word) => around.includes(word) && word.length > 3));
  const chosen =
    near ??
    (said.isRequired
      ? free[0]
      : free.length === 1 && /count|limit|number|amount|quantity|days|n$|size|max/i.test(name)
        ? free[0]
        : undefined);
  if (!chosen) return undefined;
  said.numbers.splice(said.numbers.indexOf(chosen), 1);
  return chosen.value;
}

function fillBoolean(name: string, said: Said): boolean | undefined {
  const parts = stemsOf(name).filter((word) => !["is", "has", "include", "enable", "use", "with", "should"].includes(word));
  const words = stemsOf(said.text);
  if (
    parts.length === 0 ||
    !parts.every((part) => words.includes(part) || words.some((word) => part.length > 4 && word.startsWith(part.slice(0, 5))))
  )
    return undefined;
  return !/\b(?:no|not|without|don't|do not|non|exclude|disable)\b/i.test(said.text);
}

function fillText(name: string, schema: Schema, said: Said): string | undefined {
  const about = `${name} ${schema.description}`;
  const key = stemsOf(name).join(" ");
  const take = <Value>(list: Value[]): Value | undefined => list.shift();
  const named = namedValue(name, said.text);
  if (schema.format === "email" || /\bemail\b/i.test(key)) return take(said.emails) ?? named;
  if (/recipient|contact/i.test(key)) return take(said.emails) ?? named ?? take(said.properNames);
  if (/^to$/i.test(key) && said.emails.length > 0) return take(said.emails);
  if (schema.format === "uri" || schema.format === "url" || /\b(?:url|link|website)\b/.test(key)) return take(said.urls);
  if (schema.format === "date" || schema.format === "date-time" || /\bdate\b|\bday\b|^when$|\bdue\b|check in|check out|deadline/.test(key))
    return take(said.dates) ?? (schema.format === null ? dayOf(said) : schema.format === "date" ? isoDay(said.dayWords) : undefined);
  if (schema.format === "time" || (/\btime\b/.test(key) && !/zone/.test(key))) return take(said.times) ?? named;
  if (/file|path|document|attachment/i.test(key)) {
    const file = /(?<![\w@])[\w./-]*\w\.[a-z]\w{1,4}\b(?!@)/i.exec(said.text)?.[0];
    if (file) return file;
  }
  if (/expression|formula|equation/i.test(name)) return said.expression ?? undefined;
  if (/currency|^from$|^to$|^base$|^target$|^source$/i.test(name) && said.currencies.length > 0) return take(said.currencies);
  if (/\b(?:origin|departure|source|start|from)\b/.test(key) && said.from) return said.from;
  if (/\b(?:destination|arrival|target|end|to)\b/.test(key) && said.to) return said.to;
  if (/symbol|ticker/i.test(about)) return take(said.symbols) ?? take(said.properNames) ?? named;
  if (/unit/i.test(name) && said.units.length > 0) return take(said.units);
  if (
    PLACE.test(name) ||
    (PLACE.test(schema.description) && !/text|query|message|name of (?!the (?:city|place|country|location))/i.test(about))
  )
    return take(said.places) ?? placesOf(said.text, true)[0] ?? undefined;
  if (/\b(?:room|zone|warehouse|store|branch|venue|station|building|floor|restaurant|shop|bar|hotel)\b/.test(key))
    return named ?? take(said.properNames) ?? behind(said.text);
  if (/\b(?:id|number|code|reference|sku|isbn)\b/.test(key))
    return take(said.codes) ?? named ?? (said.numbers[0] ? String(said.numbers.shift()?.value) : undefined);
  if (/language|locale/i.test(name)) return said.languages.pop() ?? undefined;
  if (/timezone|time zone/i.test(key)) return take(said.places);
  if (named) {
    said.quoted = without(said.quoted, named);
    return named;
  }
  if (/message|content|body|text|note/i.test(name) && said.saying) return said.saying;
  if (said.quoted.length > 0) return take(said.quoted);
  if (/\b(?:name|person|customer|author|artist|contact|user|assignee|player|who|company|team|brand)\b/.test(key))
    return take(said.properNames);
  if (/title|event|task|summary|reminder|todo/i.test(name) && said.topic) return untimed(said.topic) || said.topic;
  if (/query|search|keyword|term|reminder|todo|topic|question|prompt/i.test(name))
    return said.isRequired || said.isOnlyText ? (said.topic ?? undefined) : undefined;
  if (/text|message|content|input|subject|title|body|description|task|sentence|song|product|item|dish|word|phrase|note/i.test(name))
    return said.isOnlyText ? (said.topic ?? undefined) : undefined;
  return said.isRequired && said.isOnlyText ? (take(said.properNames) ?? said.topic ?? undefined) : undefined;
}

/** "in the kitchen", "at the corner shop". */
const behind = (text: string): string | undefined =>
  /\b(?:in|at|from|to|of)\s+(?:the\s+|my\s+|our\s+)?([\p{L}][\p{L}\d'’ -]{1,40}?)(?=\s+(?:for|on|at|to|in|tomorrow|today|tonight|with|now|please)\b|[,.?!]|$)/iu.exec(
    text,
  )?.[1];

/** Takes `used` out of the list itself, which other parameters share. */
function without(list: string[], used: string): string[] {
  const at = list.indexOf(used);
  if (at !== -1) list.splice(at, 1);
  return list;
}

const WHEN =
  /[\s,]+(?:on |at |by |from |for |in |until |due |starting )*(?:\d{4}-\d{2}-\d{2}\S*|\d{1,2}:\d{2}(?:\s?[ap]m)?|\d{1,2}\s?[ap]m|today|tomorrow|tonight|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d+ (?:minutes?|mins?|hours?|days?))(?=[\s,.!?]|$)/gi;

/** What is to happen, without when. */
const untimed = (topic: string): string =>
  topic
    .replace(WHEN, "")
    .replace(/^(?:schedule|book|add|create|set up|plan|put|make|remind me to|an?|the|my|event|meeting for|reminder to|task to)\s+/gi, "")
    .replace(/^(?:an?|the|my)\s+/i, "")
    .trim();

/** "tomorrow", with the time beside it. */
function dayOf(said: Said): string | undefined {
  const day = said.dayWords.shift();
  const time = said.times[0];
  return day !== undefined && time !== undefined ? `${day} ${time}` : (day ?? time);
}

/** "titled Groceries", "subject: Lunch", "named Ada". */
function namedValue(name: string, text: string): string | undefined {
  const word =
    name
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .replace(/[_-]+/g, " ")
      .toLowerCase()
      .split(" ")
      .at(-1) ?? "";
  if (!/^[a-z]{3,20}$/.test(word)) return undefined;
  const match = new RegExp(
    `\\b${word}(?:d|ed|led)?\\s*(?:is|=|:|of|called|named|that says|saying|to)?\\s*(?:["“']([^"”']{1,300})["”']|:\\s*([^,.;\\n]{1,200})|((?:\\p{Lu}[\\p{L}\\d'-]*)(?: \\p{Lu}[\\p{L}\\d'-]*){0,4}))`,
    "u",
  ).exec(text);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
}
