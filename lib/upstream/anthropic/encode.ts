import type { GenerationRequest } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { isRecord } from "@/lib/json";
import type { Body } from "../wire-format";
import { markForCache } from "./cache-marks";
import { type Rules, rulesOf } from "./rules";
import { toSystem } from "./system";
import { type Thinking, toThinking } from "./thinking";
import { askForCall, formatOf, toTools } from "./tools";
import { endTurns, isThought, sayLast, toTurns, type Turn, withThoughts } from "./turns";

/**
 * Returns the request in Anthropic's Messages format, as the model's family takes it, and tells what was adjusted. Throws 400 for pictures and
 * files that can't be sent.
 */
export function encode(request: GenerationRequest, tell?: Tell): Body {
  const rules = rulesOf(request.model);
  const format = formatOf(request, rules, tell);
  const tools = toTools(request, rules, format, tell);
  const all = toTurns(request);
  const maxTokens = maxTokensOf(request, rules, tell);
  const thinking = toThinking(request, rules, { maxTokens, isForced: tools.isForced, lacksThoughts: lacksThoughts(all) }, tell);
  const turns = withThoughts(all, thinking.takesThoughts);
  endTurns(turns, rules.prefill && !thinking.isOn);
  const { shared, blocks: system } = toSystem(request, format);
  const last = turns.findLast(({ role }) => role === "user")?.content.at(-1) ?? null;
  markForCache({ tools: tools.tools, system, turns: turns.flatMap(({ content }) => content), shared, last }, request.cache);
  if (tools.mustCall) sayLast(turns, askForCall(tools.mustCall));
  const stop = stopsOf(request, tell);
  tellUnknown(request, tell);
  const isBound = rules.boundThinking && turns.some(({ content }) => content.some(isThought));
  const outputConfig = {
    ...(thinking.effort !== null && { effort: thinking.effort }),
    ...(format?.by === "api" && { format: { type: "json_schema", schema: format.schema } }),
  };
  return {
    model: request.model,
    max_tokens: maxTokens,
    stream: true,
    messages: turns,
    ...(system.length > 0 && { system }),
    ...(tools.tools.length > 0 && { tools: tools.tools }),
    ...(tools.choice && { tool_choice: tools.choice }),
    ...samplingOf(request, rules, thinking, tell),
    ...(stop.length > 0 && { stop_sequences: stop }),
    ...(thinking.member && { thinking: isBound ? { ...thinking.member, ...DROPS } : thinking.member }),
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
  };
}

/** What was thought behind another prompt, other tools or a gap is left out by the API then; without it, that fails the request. */
const DROPS = { block_binding: { prefix_mismatch_behavior: "drop_block" } } as const;
const BINDING_BETA = "thinking-binding-controls-2026-08-01";

/** Returns the headers that a body wants. */
export function headersFor({ thinking }: Body): Record<string, string> {
  return isRecord(thinking) && "block_binding" in thinking ? { "anthropic-beta": BINDING_BETA } : {};
}

/** Returns the body without what was thought in earlier turns, and where calls then lack it, without thinking; null where there is none of it. */
export function withoutReasoning(body: Body): Body | null {
  const turns = body.messages as Turn[];
  if (!turns.some(({ content }) => content.some(isThought))) return null;
  const { thinking, ...rest } = body;
  const messages = withThoughts(turns, false);
  if (!isRecord(thinking) || (thinking.type === "enabled" && lacksThoughts(messages))) return { ...rest, messages };
  const { block_binding: _, ...free } = thinking;
  return { ...rest, messages, thinking: free };
}

function maxTokensOf({ maxOutputTokens: asked }: GenerationRequest, { outputMax }: Rules, tell?: Tell): number {
  if (asked !== null && asked > outputMax) tell?.({ parameter: "max_output_tokens", sent: String(outputMax) });
  return Math.min(asked ?? outputMax, outputMax);
}

/** Whether the last calls of the dialogue come back without what led to them. */
function lacksThoughts(turns: Turn[]): boolean {
  const lastCalls = turns.findLast(({ content }) => content.some(({ type }) => type === "tool_use"));
  return lastCalls !== undefined && !isThought(lastCalls.content[0]);
}

/** The API refuses stops that are blank. */
function stopsOf({ stop }: GenerationRequest, tell?: Tell): string[] {
  const taken = stop.filter((text) => text.trim() !== "");
  if (taken.length < stop.length) tell?.({ parameter: "stop", sent: taken.length > 0 ? "without blanks" : null });
  return taken;
}

/** What the API has no place for. */
function tellUnknown({ seed, frequencyPenalty, presencePenalty }: GenerationRequest, tell?: Tell): void {
  if (seed !== null) tell?.({ parameter: "seed", sent: null });
  if (frequencyPenalty) tell?.({ parameter: "frequency_penalty", sent: null });
  if (presencePenalty) tell?.({ parameter: "presence_penalty", sent: null });
}

/** Temperature and `top_p`; a value of 1 asks for nothing, so nothing is told of it. */
function samplingOf(request: GenerationRequest, rules: Rules, thinking: Thinking, tell?: Tell): Record<string, number> {
  const { temperature, topP } = request;
  const says = (value: number | null): boolean => value !== null && value !== 1;
  const takesNone = rules.sampling === "none" || thinking.isOn;
  const takesBoth = rules.sampling === "both";
  const takesTemperature = !takesNone && temperature !== null && (takesBoth || topP === null || says(temperature) || !says(topP));
  const takesTopP = !takesNone && topP !== null && (takesBoth || !takesTemperature);
  if (says(temperature) && !takesTemperature) tell?.({ parameter: "temperature", sent: null });
  if (takesTemperature && temperature > 1) tell?.({ parameter: "temperature", sent: "1" });
  if (says(topP) && !takesTopP) tell?.({ parameter: "top_p", sent: null });
  return { ...(takesTemperature && { temperature: Math.min(temperature, 1) }), ...(takesTopP && { top_p: topP }) };
}
