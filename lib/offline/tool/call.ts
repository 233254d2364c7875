import type { FunctionTool, GenerationRequest } from "@/lib/generation/request";
import type { UiNode } from "@/lib/genui/tree";
import type { Call } from "../skill";
import { minimal } from "../structured/minimal";
import { askFor } from "./ask";
import { FIT_MIN, fitTools } from "./choose";
import { fillObject } from "./fill";
import { obeying } from "./obey";
import { PLACE, readSaid } from "./said";
import { parametersOf, type Schema } from "./schema";

const CALLS_MAX = 8;

export type ToolStep = { type: "calls"; calls: Call[] } | { type: "ask"; nodes: UiNode[] };

/** What a request wants of its tools; null when it should be answered otherwise. */
export function toolStep(request: GenerationRequest, text: string, hasResults: boolean): ToolStep | null {
  const allowed = request.allowedTools;
  const tools = allowed === null ? request.tools : request.tools.filter((tool) => allowed.includes(tool.name));
  const { toolChoice } = request;
  if (toolChoice === "none" || tools.length === 0) return null;
  if (typeof toolChoice === "object") {
    const named = tools.find((tool) => tool.name === toolChoice.name);
    return named ? { type: "calls", calls: callsOf(named, text, request.parallelToolCalls, true) } : null;
  }
  if (toolChoice === "required") {
    const best = fitTools(text, tools)[0]?.tool ?? tools[0];
    return best
      ? { type: "calls", calls: wanted(text, tools, request.parallelToolCalls) ?? callsOf(best, text, request.parallelToolCalls, true) }
      : null;
  }
  if (hasResults || text === "") return null;
  const calls = wanted(text, tools, request.parallelToolCalls);
  if (calls) return { type: "calls", calls };
  const [best] = fitTools(text, tools);
  return best && best.score >= FIT_MIN ? { type: "ask", nodes: askFor(best.tool, text) } : null;
}

/** Calls of fitting tools with every required argument; several when several things are asked. */
function wanted(text: string, tools: FunctionTool[], isParallel: boolean): Call[] | null {
  const parts = isParallel
    ? text
        .split(
          /[;?!.]\s+|\s+and (?:also )?(?=(?:what|how|the|tell|show|get|check|find|send|search|convert|book|then|is|when|who|translate|roll|calculate|set|create)\b)|,\s+then\s+/i,
        )
        .filter((part) => part.trim().split(/\s+/).length >= 2)
    : [text];
  if (parts.length > 1) {
    const calls = parts.flatMap((part) => {
      const [best] = fitTools(part, tools);
      if (!best || best.score < FIT_MIN - 0.5) return [];
      const calls = callsOf(best.tool, part, isParallel, false);
      // "The weather and the time in Tokyo": what one part leaves out, the whole may say.
      return calls.length > 0 ? calls : callsOf(best.tool, text, isParallel, false).slice(0, 1);
    });
    const names = new Set(calls.map((call) => call.name));
    if (names.size > 1) return calls.slice(0, CALLS_MAX);
  }
  const [best, second] = fitTools(text, tools);
  if (!best || best.score < FIT_MIN || (second && second.score === best.score && second.tool.name === best.tool.name)) return null;
  const calls = callsOf(best.tool, text, isParallel, false);
  return calls.length > 0 ? calls : null;
}

/** The calls of one tool: one for each place when several are named and it takes one. Forced calls fill what is missing with plain values. */
function callsOf(tool: FunctionTool, text: string, isParallel: boolean, isForced: boolean): Call[] {
  const schema = parametersOf(tool);
  const said = readSaid(text);
  const place = [...schema.properties].find(
    ([name, property]) => PLACE.test(name) && property.type !== "array" && property.type !== "object" && !property.enum,
  )?.[0];
  const isRoute = [...schema.properties.keys()].some((name) => /origin|destination|from|to$/i.test(name));
  const root = tool.parameters ?? {};
  if (isParallel && place && !isRoute && said.places.length > 1) {
    const filled = said.places
      .slice(0, CALLS_MAX)
      .map((name) => ({ name, ...obeying(schema, fillObject(schema, { ...readSaid(text), places: [name] }), root) }));
    if (filled.every(({ missing }) => missing.length === 0))
      return filled.map(({ name, value }) => ({ name: tool.name, arguments: { ...value, [place]: name } }));
  }
  const { value, missing } = obeying(schema, fillObject(schema, said), root);
  if (missing.length > 0 && !isForced) return [];
  return [{ name: tool.name, arguments: missing.length > 0 ? completed(schema, value, text, root) : value }];
}

/** A forced call is made whatever was said: a text parameter gets the text, the rest the smallest value its schema allows. */
function completed(schema: Schema, value: Record<string, unknown>, text: string, root: unknown): Record<string, unknown> {
  const whole = { ...value };
  for (const name of schema.required) {
    const property = schema.properties.get(name);
    if (name in whole || !property) continue;
    const isText = (property.type === "string" || property.type === null) && !property.enum && property.format === null;
    whole[name] = isText && text !== "" ? text.slice(0, 2000) : minimal(property.raw, root);
  }
  return Object.fromEntries([...schema.properties.keys()].filter((name) => name in whole).map((name) => [name, whole[name]]));
}
