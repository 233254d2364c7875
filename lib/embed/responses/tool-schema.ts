import { z } from "zod/v4";
import { FunctionName, inert, JsonObject, optional, supported, text, unsupported } from "@/lib/parameter";

const isDirectOnly = (value: unknown): boolean => Array.isArray(value) && value.every((caller) => caller === "direct");

const FunctionTool = z.strictObject({
  type: z.literal("function"),
  name: FunctionName,
  description: optional(text(16_384)),
  parameters: optional(JsonObject),
  strict: optional(z.boolean()),
  /** Every tool is offered at once, which is what those that may be loaded later allow as well. */
  defer_loading: optional(z.boolean()),
  /** Describes what the client will send; nothing here reads it. */
  output_schema: optional(JsonObject),
  allowed_callers: inert(isDirectOnly, "Tools are called by the model itself only: 'direct'."),
});

const HOSTED_TOOLS = [
  "apply_patch",
  "code_interpreter",
  "computer",
  "computer_use",
  "computer_use_preview",
  "custom",
  "file_search",
  "image_generation",
  "local_shell",
  "mcp",
  "namespace",
  "programmatic_tool_calling",
  "shell",
  "tool_search",
  "web_search",
  "web_search_2025_08_26",
  "web_search_preview",
  "web_search_preview_2025_03_11",
] as const;

/** Tools that would run on the server, or are no functions. */
const Foreign = unsupported(HOSTED_TOOLS, "Tools of this type are not supported; use 'function'.");

export const Tool = z.discriminatedUnion("type", [FunctionTool, Foreign]).transform(supported);

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
