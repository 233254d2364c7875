import type { FunctionTool } from "@/lib/generation/request";
import { isRecord } from "@/lib/json";
import { readPythonCalls } from "./written-python";

export interface WrittenCall {
  name: string;
  /** JSON text. */
  args: string;
}

/**
 * Returns the calls that a text of calls holds, in any of the notations that models use: JSON, a name before JSON, marked
 * parameters, or Python.
 * Null unless it holds at least one and all are calls of these tools.
 */
export function readWrittenCalls(source: string, tools: readonly FunctionTool[]): WrittenCall[] | null {
  const calls = [...inTags(source, tools), ...inPairs(source, tools)];
  const found = calls.length > 0 ? calls : inJson(source);
  if (found.length > 0 && found.every(({ name }) => tools.some((tool) => tool.name === name))) return found;
  const python = readPythonCalls(source, tools);
  return python.length > 0 ? python : null;
}

const TAG = /<(?:function=|invoke name=)"?([\w.-]{1,64})"?\s{0,9}>/g;
const PARAMETER = /<parameter(?:=| name=)"?([\w.-]{1,64})"?\s{0,9}>/g;

/** `<function=name><parameter=a>1</parameter></function>`, and JSON in the place of parameters. */
function inTags(source: string, tools: readonly FunctionTool[]): WrittenCall[] {
  return sectionsOf(source, TAG, ["</function>", "</invoke>"]).map(({ name, body }) => {
    const object = parse(body);
    const pairs = sectionsOf(body, PARAMETER, ["</parameter>"]).map((one) => [one.name, one.body] as const);
    return { name, args: isRecord(object) ? JSON.stringify(object) : argumentsOf(name, pairs, tools) };
  });
}

const PAIRED = /<tool_call>\s{0,9}([\w.-]{1,64})\s{0,9}(?=<)/g;
const KEY = /<arg_key>()/g;

/** `<tool_call>name<arg_key>a</arg_key><arg_value>1</arg_value></tool_call>`. */
function inPairs(source: string, tools: readonly FunctionTool[]): WrittenCall[] {
  return sectionsOf(source, PAIRED, ["</tool_call>"]).map(({ name, body }) => {
    const pairs = sectionsOf(body, KEY, ["</arg_value>"]).flatMap((one) => {
      const [key, value] = one.body.split("</arg_key>");
      return value === undefined ? [] : [[key ?? "", value.replace("<arg_value>", "").trim()] as const];
    });
    return { name, args: argumentsOf(name, pairs, tools) };
  });
}

/** What follows each mark up to what closes it, to the next mark or to the end; with the name in the mark. */
function sectionsOf(source: string, mark: RegExp, closes: readonly string[]): { name: string; body: string }[] {
  const marks = [...source.matchAll(mark)];
  return marks.map(({ 0: whole, 1: name = "", index }, at) => {
    const rest = source.slice(index + whole.length, marks[at + 1]?.index);
    const ends = closes.map((close) => rest.indexOf(close)).filter((end) => end !== -1);
    return { name, body: rest.slice(0, Math.min(rest.length, ...ends)) };
  });
}

/** Values are JSON, except where the tool takes a text, or they are none. */
function argumentsOf(name: string, pairs: readonly (readonly [key: string, value: string])[], tools: readonly FunctionTool[]): string {
  const properties = tools.find((tool) => tool.name === name)?.parameters?.properties;
  const args: Record<string, unknown> = {};
  for (const [key, value] of pairs) {
    const schema = isRecord(properties) ? properties[key.trim()] : null;
    const text = value.replace(/^\n|\n$/g, "");
    const isText = isRecord(schema) && schema.type === "string";
    args[key.trim()] = isText ? text : (parse(text) ?? text);
  }
  return JSON.stringify(args);
}

const NAME = /([A-Za-z_][\w-]{0,63})(?::\d{1,6})?$/;
/** What may stand between a name and its JSON. */
const BETWEEN = /(?:```(?:json)?|\[ARGS\]|\[CALL_ID\]\w{1,40}|<\|[\w ]{1,40}\|>(?:json)?)$/;

/** The name that stands before JSON, whatever separates them; null when there is none. */
function nameAtEnd(text: string): string | null {
  const bare = text.trimEnd();
  const between = BETWEEN.exec(bare);
  return between ? nameAtEnd(bare.slice(0, between.index)) : (NAME.exec(bare)?.[1] ?? null);
}

/** All JSON objects in a text, each a call by itself or the arguments of the name before it. */
function inJson(source: string): WrittenCall[] {
  const calls: WrittenCall[] = [];
  let from = 0;
  for (let at = nextOpen(source, 0); at !== -1; at = nextOpen(source, from)) {
    const end = endOf(source, at);
    if (end === -1) return [];
    const value = parse(source.slice(at, end));
    const before = nameAtEnd(source.slice(Math.max(from, at - 300), at));
    from = end;
    for (const one of Array.isArray(value) ? value : [value]) {
      const call = isRecord(one) ? callIn(one, before) : null;
      if (call === null) return [];
      calls.push(call);
    }
  }
  return calls;
}

function callIn(value: Record<string, unknown>, before: string | null): WrittenCall | null {
  const of = isRecord(value.function) ? value.function : value;
  const given = of.arguments ?? of.parameters ?? of.input ?? of.args;
  const name = typeof of.name === "string" ? of.name : typeof value.tool === "string" ? value.tool : null;
  if (name !== null && (given !== undefined || Object.keys(of).length === 1)) {
    return { name: name.replace(/^functions\./, ""), args: typeof given === "string" ? given : JSON.stringify(given ?? {}) };
  }
  return before === null ? null : { name: before, args: JSON.stringify(value) };
}

/** `[TOOL_CALLS]` and `[ARGS]` begin no list. */
function nextOpen(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "{" || (character === "[" && !/^\[[A-Z]/.test(text.slice(at, at + 2)))) return at;
  }
  return -1;
}

/** Where the JSON that begins at `start` is over; -1 when it never is. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let isInText = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (isInText) {
      if (character === "\\") at++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at + 1;
  }
  return -1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.trim());
  } catch {
    return undefined;
  }
}
