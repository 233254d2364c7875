import type { FunctionTool } from "@/lib/generation/request";
import { stemsOf } from "../words";
import { PLACE } from "./said";
import { parametersOf } from "./schema";

/** The stems of what a tool says of itself, and what it takes. */
export interface ToolWords {
  name: readonly string[];
  description: readonly string[];
  parameters: readonly string[];
  /** Of the values of its enums. */
  options: readonly string[];
  takesPlace: boolean;
  takesSum: boolean;
  takesRoute: boolean;
}

const PARAMETER_WORDS_MAX = 12;
const cache = new WeakMap<FunctionTool, ToolWords>();

/** Read once for each tool, since every part of a request is held against every tool. */
export function wordsOfTool(tool: FunctionTool): ToolWords {
  const known = cache.get(tool);
  if (known) return known;
  const words = read(tool);
  cache.set(tool, words);
  return words;
}

function read(tool: FunctionTool): ToolWords {
  const { properties } = parametersOf(tool);
  const names = [...properties.keys()];
  const optionsOf = (values: unknown[] | null): string[] => (values ?? []).flatMap((value) => stemsOf(String(value)));
  return {
    name: stemsOf(tool.name),
    description: stemsOf(tool.description ?? ""),
    parameters: [...properties].flatMap(([key, schema]) => [
      ...stemsOf(key),
      ...stemsOf(schema.description).slice(0, PARAMETER_WORDS_MAX),
      ...optionsOf(schema.enum),
    ]),
    options: [...properties.values()].flatMap((schema) => optionsOf(schema.enum)),
    takesPlace: names.some((name) => PLACE.test(name)),
    takesSum: names.some((name) => /expression|formula|equation/i.test(name)),
    takesRoute: names.some((name) => /^from|origin|departure/i.test(name)) && names.some((name) => /^to|destination|arrival/i.test(name)),
  };
}
