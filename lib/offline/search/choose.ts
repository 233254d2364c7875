import type { FunctionTool, GenerationRequest } from "@/lib/generation/request";
import { clipped } from "@/lib/text";
import type { Call } from "../skill";
import { parametersOf, type Schema } from "../tool/schema";
import { wordsOfTool } from "../tool/tool-words";
import { readWish, type Scope, type Wish } from "./read";

const QUERY = /^(?:q|quer(?:y|ies)|keywords?|terms?|search_?(?:quer(?:y|ies)|terms?)|questions?)$/i;
const ADDRESS = /^(?:url|uri|link|address)$/i;
const QUERY_CHARS_MAX = 200;

/** Words by which a tool says where it searches. */
const SCOPE_WORDS: Record<Scope, ReadonlySet<string>> = {
  web: new Set(["web", "internet", "online", "google", "website"]),
  files: new Set(["file", "document", "passage", "pdf", "knowledge"]),
};

interface SearchTool {
  tool: FunctionTool;
  scope: Scope;
  /** The parameter that takes the words to look for. */
  parameter: string;
  takesList: boolean;
}

/** Calls of the tools that search, where the message says that something is to be searched or read; null where it says no such thing. */
export function searchAsked(request: GenerationRequest, text: string): Call[] | null {
  const tools = mayBeCalled(request);
  if (tools.length === 0) return null;
  const wish = readWish(text);
  if (wish?.type === "page") return pageCall(tools, wish.url);
  return wish?.type === "search" && wish.isAsked ? searchCalls(request, tools, wish) : null;
}

/** Calls of the tools that search, for a question that nothing here answers; null for what is none. */
export function searchQuestion(request: GenerationRequest, text: string): Call[] | null {
  const tools = mayBeCalled(request);
  const wish = tools.length === 0 ? null : readWish(text);
  return wish?.type === "search" ? searchCalls(request, tools, wish) : null;
}

/** What may be called by the engine's own choice; nothing where the request has chosen. */
function mayBeCalled({ tools, allowedTools, toolChoice }: GenerationRequest): FunctionTool[] {
  if (toolChoice !== "auto") return [];
  return allowedTools === null ? tools : tools.filter(({ name }) => allowedTools.includes(name));
}

/** One call; one for each place to search where the message names none. */
function searchCalls(request: GenerationRequest, tools: FunctionTool[], wish: Extract<Wish, { type: "search" }>): Call[] | null {
  const able = tools.flatMap((tool) => searchTool(tool) ?? []);
  const first = (scope: Scope): SearchTool[] => able.filter((one) => one.scope === scope).slice(0, 1);
  const meant = wish.scope === null ? [...first("files"), ...first("web")] : first(wish.scope);
  // Files are not on the web; but what is asked of "the handbook" may well be there when there are no files.
  const chosen = meant.length === 0 && !wish.isAsked ? able.slice(0, 1) : meant;
  const calls = (request.parallelToolCalls ? chosen : chosen.slice(0, 1)).map(({ tool, parameter, takesList }) => {
    const query = clipped(wish.query, QUERY_CHARS_MAX);
    return { name: tool.name, arguments: { [parameter]: takesList ? [query] : query } };
  });
  return calls.length === 0 ? null : calls;
}

function searchTool(tool: FunctionTool): SearchTool | null {
  const [parameter, schema] = onlyParameter(tool, QUERY) ?? [];
  const { name, description } = wordsOfTool(tool);
  if (parameter === undefined || !schema || ![...name, ...description].some((word) => word === "search" || word === "searche")) return null;
  const scopeIn = (words: readonly string[]): Scope | undefined =>
    (["web", "files"] as const).find((scope) => words.some((word) => SCOPE_WORDS[scope].has(word)));
  const scope = scopeIn(name) ?? scopeIn(description);
  return scope ? { tool, scope, parameter, takesList: schema.type === "array" } : null;
}

function pageCall(tools: FunctionTool[], url: string): Call[] | null {
  for (const tool of tools) {
    const [parameter] = onlyParameter(tool, ADDRESS) ?? [];
    if (parameter !== undefined) return [{ name: tool.name, arguments: { [parameter]: url } }];
  }
  return null;
}

/** The parameter of a tool that needs no more than this one, as text or a list of texts. */
function onlyParameter(tool: FunctionTool, pattern: RegExp): [string, Schema] | null {
  const { properties, required } = parametersOf(tool);
  const [name = ""] = required.length === 0 ? [...properties.keys()] : required;
  const schema = properties.get(name);
  if (!schema || required.length > 1 || !pattern.test(name) || schema.enum) return null;
  const kind = schema.type === "array" ? schema.items?.type : schema.type;
  return kind === "string" ? [name, schema] : null;
}
