import type { Tool as Official, FunctionTool as OfficialFunction } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import {
  cacheHint,
  FunctionName,
  inert,
  JsonObject,
  namesIn,
  optional,
  refusal,
  supported,
  text,
  unsupported,
  ValidJsonSchema,
} from "@/lib/parameter";

const isDirectOnly = (value: unknown): boolean => Array.isArray(value) && value.every((caller) => caller === "direct");

const FunctionTool = z.strictObject({
  type: z.literal("function"),
  name: FunctionName,
  description: optional(text(16_384)),
  parameters: optional(ValidJsonSchema),
  strict: optional(z.boolean()),
  /** Every tool is offered at once, which is what those that may be loaded later allow as well. */
  defer_loading: optional(z.boolean()),
  /** Describes what the client will send; nothing here reads it. */
  output_schema: optional(JsonObject),
  ...cacheHint,
  async: inert((value) => value === false, "The output of a call comes with the next request: 'async' must be false."),
  allowed_callers: inert(isDirectOnly, "Tools are called by the model itself only: 'direct'."),
} satisfies Record<keyof OfficialFunction, z.ZodType>);

/** Every type of tool that the official client knows but functions. */
const HOSTED_TOOLS = namesIn<Exclude<Official["type"], "function"> | "computer_use">({
  apply_patch: true,
  code_interpreter: true,
  computer: true,
  computer_use: true,
  computer_use_preview: true,
  custom: true,
  file_search: true,
  image_generation: true,
  local_shell: true,
  mcp: true,
  namespace: true,
  programmatic_tool_calling: true,
  shell: true,
  tool_search: true,
  web_search: true,
  web_search_2025_08_26: true,
  web_search_preview: true,
  web_search_preview_2025_03_11: true,
});

const ONLY_FUNCTIONS = "Tools of this type are not supported; use 'function'.";

/** Tools that would run on the server, or are no functions. Nobody can choose one. */
const Foreign = unsupported(HOSTED_TOOLS, ONLY_FUNCTIONS);

/**
 * Agents offer them beside their functions and have no setting for it: beside functions they are left out, and the answer says so. Where
 * nothing would be left they are refused.
 */
const LeftOutTool = z.looseObject({ type: z.enum(HOSTED_TOOLS) });

export const Tools = z
  .array(z.discriminatedUnion("type", [FunctionTool, LeftOutTool]))
  .max(128)
  .refine((tools) => tools.length === 0 || functionsOf(tools).length > 0, {
    ...refusal("unsupported_parameter", ONLY_FUNCTIONS),
    path: [0, "type"],
  });
export type Tools = z.output<typeof Tools>;
type FunctionTool = z.output<typeof FunctionTool>;

/** Says which types of tools were left out; absent when none was. */
export const LEFT_OUT_HEADER = "x-vitrine-tools-left-out";

/** The tools that the model is offered. */
export function functionsOf(tools: Tools | null | undefined): FunctionTool[] {
  return (tools ?? []).filter((tool) => tool.type === "function");
}

/** The types of the tools that the model is not offered, each once. */
export function leftOutTypes(tools: Tools | null | undefined): string[] {
  return [...new Set((tools ?? []).flatMap(({ type }) => (type === "function" ? [] : [type])))];
}

const NamedTool = z.strictObject({ type: z.literal("function"), name: FunctionName });
const AllowedTools = z.strictObject({
  type: z.literal("allowed_tools"),
  mode: optional(z.enum(["none", "auto", "required"])),
  tools: z
    .array(z.discriminatedUnion("type", [NamedTool, Foreign]).transform(supported))
    .min(1)
    .max(128),
});

export const ToolChoice = z.union([
  z.enum(["none", "auto", "required"]),
  z.discriminatedUnion("type", [NamedTool, AllowedTools, Foreign]).transform(supported),
]);
export type ToolChoice = z.output<typeof ToolChoice>;

/** The tools that a choice names. */
export function chosenTools(choice: ToolChoice): string[] {
  if (typeof choice === "string") return [];
  if (choice.type === "function") return [choice.name];
  return choice.tools.map((tool) => tool.name);
}
