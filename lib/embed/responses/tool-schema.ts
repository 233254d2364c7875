import type { Tool as Official, FunctionTool as OfficialFunction } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import type { HostedSelector, HostedTool } from "@/lib/generation/hosted";
import {
  cacheHint,
  FunctionName,
  inert,
  JsonObject,
  optional,
  refusal,
  supported,
  text,
  unsupported,
  ValidJsonSchema,
} from "@/lib/parameter";
import { KINDS, kindOf } from "@/lib/tools/kinds";

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

const COMPUTER =
  "The tool 'computer' is for models that were trained to use one, and none of them is behind this server. Offer functions for what shall be done.";
const BY_CLIENT = "Calls of it are run by the client: offer a function of the same name, and run its calls as these.";
const RUNS_HERE = "Tools of this type can't be had here; use 'function'.";

/** Every type of tool that the official client knows but functions, and what to do where it can't be had. */
const ADVICE: Record<Exclude<Official["type"], "function"> | "computer_use", string> = {
  apply_patch: `Tools of type 'apply_patch' are not here. ${BY_CLIENT}`,
  code_interpreter: RUNS_HERE,
  computer: COMPUTER,
  computer_use: COMPUTER,
  computer_use_preview: COMPUTER,
  custom: "Tools of type 'custom' are not here. Offer a function with one parameter for the text.",
  file_search: RUNS_HERE,
  image_generation: "Pictures are not generated on this server. Offer a function that makes them, or 'web_search' for pictures that exist.",
  local_shell: `Tools of type 'local_shell' are not here. ${BY_CLIENT}`,
  mcp: RUNS_HERE,
  namespace: "Namespaces are not here: put the functions of it among 'tools', each under a name of its own.",
  programmatic_tool_calling: "Models call tools directly here, not by programs of theirs.",
  shell: `Tools of type 'shell' are not here. ${BY_CLIENT}`,
  tool_search: "Every tool is offered at once here: leave 'tool_search' out.",
  web_search: RUNS_HERE,
  web_search_2025_08_26: RUNS_HERE,
  web_search_preview: RUNS_HERE,
  web_search_preview_2025_03_11: RUNS_HERE,
};
type ToolType = keyof typeof ADVICE;
const isToolType = (name: string): name is ToolType => Object.hasOwn(ADVICE, name);
const adviceOn = (name: string): string => (isToolType(name) ? ADVICE[name] : RUNS_HERE);

/** The kinds of tools that run here, by the types that clients write. */
const HOSTED_HERE = new Map(KINDS.flatMap((kind) => typesOf(kind.schema).map((type) => [type, kind] as const)));
/** Tools that would run on the server and do not, or are no functions. */
const NOT_HERE = Object.keys(ADVICE).filter((type) => !HOSTED_HERE.has(type));

function typesOf(schema: z.ZodObject): string[] {
  const { type } = schema.shape;
  if (type instanceof z.ZodLiteral || type instanceof z.ZodEnum)
    return [...(type instanceof z.ZodLiteral ? type.values : type.options)].map(String);
  throw new Error("The schema of a hosted tool must say its type.");
}

/** Nobody can choose one. */
const Foreign = unsupported(NOT_HERE as [string, ...string[]], RUNS_HERE);

/**
 * Agents offer them beside their functions and have no setting for it: beside functions they are left out, and the answer says so. Where
 * nothing would be left they are refused.
 */
const LeftOutTool = z.looseObject({ type: z.enum(NOT_HERE as [string, ...string[]]) });

type FunctionTool = z.output<typeof FunctionTool>;
type Tool = FunctionTool | { type: "hosted"; kind: string; options: object } | { type: "left out"; name: string };

/** A tool of a request: a function, one that runs here as its kind's schema has read it, or one that is left out. */
const Tool = z.discriminatedUnion("type", [FunctionTool, LeftOutTool, ...KINDS.map(({ schema }) => schema)]).transform((tool): Tool => {
  const name = String(tool.type);
  const kind = HOSTED_HERE.get(name);
  if (kind) return { type: "hosted", kind: kind.name, options: tool };
  return name === "function" ? (tool as FunctionTool) : { type: "left out", name };
});

export const Tools = z
  .array(Tool)
  .max(128)
  .superRefine((tools, context) => {
    const [first] = tools;
    if (first?.type !== "left out" || tools.some(({ type }) => type !== "left out")) return;
    context.addIssue({ code: "custom", ...refusal("unsupported_parameter", adviceOn(first.name)), path: [0, "type"] });
  });
export type Tools = z.output<typeof Tools>;

/** Says which types of tools were left out; absent when none was. */
export const LEFT_OUT_HEADER = "x-vitrine-tools-left-out";

/** The tools that the model is offered. */
export function functionsOf(tools: Tools | null | undefined): FunctionTool[] {
  return (tools ?? []).filter((tool) => tool.type === "function");
}

/** The types of the tools that the model is not offered, each once. */
export function leftOutTypes(tools: Tools | null | undefined): string[] {
  return [...new Set((tools ?? []).flatMap((tool) => (tool.type === "left out" ? [tool.name] : [])))];
}

/** The tools that run here, each with its place. */
export function hostedOf(tools: Tools | null | undefined): HostedTool[] {
  return (tools ?? []).flatMap((tool, index) =>
    tool.type === "hosted" ? [{ kind: tool.kind, options: tool.options, param: `tools[${index}]` }] : [],
  );
}

/** Whether a choice means one of the tools. */
export function isOffered(tools: Tools | null | undefined, selector: HostedSelector): boolean {
  return hostedOf(tools).some(({ kind, options }) => kindOf(kind).matches(options, selector));
}

const NamedTool = z.strictObject({ type: z.literal("function"), name: FunctionName });
/** So that the choice is one while nothing runs here. */
const NO_TYPE = "";

/** A tool that runs here, or one of its functions. */
const HostedChoice = z.strictObject({
  type: z.enum([NO_TYPE, ...HOSTED_HERE.keys()]).refine((type) => type !== NO_TYPE),
  server_label: z.string().optional(),
  name: optional(z.string()),
});
const AllowedTools = z.strictObject({
  type: z.literal("allowed_tools"),
  mode: optional(z.enum(["none", "auto", "required"])),
  tools: z
    .array(z.discriminatedUnion("type", [NamedTool, HostedChoice, Foreign]).transform(supported))
    .min(1)
    .max(128),
});

export const ToolChoice = z.union([
  z.enum(["none", "auto", "required"]),
  z.discriminatedUnion("type", [NamedTool, AllowedTools, HostedChoice, Foreign]).transform(supported),
]);
export type ToolChoice = z.output<typeof ToolChoice>;

/** The functions that a choice names. */
export function chosenTools(choice: ToolChoice): string[] {
  return namedBy(choice).flatMap((tool) => (isNamedFunction(tool) ? [tool.name] : []));
}

/** The tools that run here and that a choice names. */
export function chosenHosted(choice: ToolChoice): HostedSelector[] {
  return namedBy(choice).flatMap((tool) => (isNamedFunction(tool) ? [] : [tool]));
}

type Named = z.output<typeof NamedTool> | z.output<typeof HostedChoice>;

export const isNamedFunction = (tool: Named): tool is z.output<typeof NamedTool> => tool.type === "function";
export const isAllowedTools = (choice: Exclude<ToolChoice, string>): choice is z.output<typeof AllowedTools> =>
  choice.type === "allowed_tools";

function namedBy(choice: ToolChoice): Named[] {
  if (typeof choice === "string") return [];
  return isAllowedTools(choice) ? choice.tools : [choice];
}
