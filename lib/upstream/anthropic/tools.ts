import type { FunctionTool, GenerationRequest } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import type { JsonSchema } from "@/lib/json-schema";
import { offeredTools } from "../tool-limits";
import { cacheControl, type Markable } from "./cache-marks";
import { toNativeSchema } from "./native-schema";
import type { Rules } from "./rules";

/** The tool whose arguments are the answer, where an answer can be held to a JSON Schema in no other way. */
export const ANSWER_TOOL = "answer_as_json";

/** How an answer is held to a JSON Schema: by the API itself, as the arguments of a tool, or by words alone. */
export type Format = { by: "api"; schema: JsonSchema } | { by: "tool" } | { by: "words" } | null;

/** Returns how the answer is held to the JSON Schema that was asked for; null without one. Tells where words must do. */
export function formatOf({ outputFormat, tools }: GenerationRequest, rules: Rules, tell?: Tell): Format {
  if (outputFormat.type !== "json_schema") return null;
  const schema = rules.schema ? toNativeSchema(outputFormat.schema) : null;
  if (schema) return { by: "api", schema };
  if (tools.length === 0 && rules.forcedTool && rules.off !== "lowest") return { by: "tool" };
  tell?.({ parameter: "text.format", sent: "instructions" });
  return { by: "words" };
}

/** What of a request is about tools. */
export interface Tools {
  tools: Markable[];
  choice: Record<string, unknown> | null;
  isForced: boolean;
  /** The tools of which one must be called, where the API can't be told so; null where nothing is left to words. */
  mustCall: string[] | null;
}

/** Returns the tools and which of them is to be called; tells where a forced one is only asked for. */
export function toTools(request: GenerationRequest, rules: Rules, format: Format, tell?: Tell): Tools {
  if (format?.by === "tool" && request.outputFormat.type === "json_schema") {
    const { schema, description } = request.outputFormat;
    const tool = { name: ANSWER_TOOL, description: description ?? "Gives the answer.", input_schema: withType(schema) };
    return { tools: [tool], choice: { type: "tool", name: ANSWER_TOOL }, isForced: true, mustCall: null };
  }
  const { toolChoice, parallelToolCalls } = request;
  const offered = offeredTools(request);
  if (offered.length === 0) return { tools: [], choice: null, isForced: false, mustCall: null };
  const tools = offered.map((tool) => toTool(tool, rules, tell));
  const isForced = typeof toolChoice !== "string" || toolChoice === "required";
  const single = parallelToolCalls ? {} : { disable_parallel_tool_use: true };
  if (isForced && !rules.forcedTool) {
    tell?.({ parameter: "tool_choice", sent: "auto" });
    const names = typeof toolChoice === "string" ? offered.map(({ name }) => name) : [toolChoice.name];
    return { tools, choice: { type: "auto", ...single }, isForced: false, mustCall: names };
  }
  if (typeof toolChoice !== "string")
    return { tools, choice: { type: "tool", name: toolChoice.name, ...single }, isForced, mustCall: null };
  const type = { none: "none", auto: "auto", required: "any" }[toolChoice];
  return { tools, choice: { type, ...(toolChoice !== "none" && single) }, isForced, mustCall: null };
}

/** Returns the words that ask for a call which can't be forced. */
export function askForCall(names: readonly string[]): string {
  const [only] = names;
  const which = names.length === 1 && only ? `the tool "${only}"` : "one of the tools";
  return `(In this turn a tool must be called: call ${which}, whatever you would answer otherwise.)`;
}

function toTool(tool: FunctionTool, rules: Rules, tell?: Tell): Markable {
  const { name, description, parameters, strict } = tool;
  const schema = parameters ?? { type: "object", properties: {} };
  const held = strict === true && rules.strictTools ? toNativeSchema(schema) : null;
  if (strict === true && !held) tell?.({ parameter: "tools.strict", sent: "false" });
  return {
    name,
    ...(description !== null && { description }),
    input_schema: withType(held ?? schema),
    ...(held && { strict: true }),
    ...(rules.earlyTools && { eager_input_streaming: true }),
    ...cacheControl(tool),
  };
}

/** The API wants every tool to take an object. */
function withType(schema: JsonSchema): JsonSchema {
  return schema.type === "object" ? schema : { ...schema, type: "object" };
}
