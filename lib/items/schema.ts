import type { ResponseInputItem } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import { FunctionName, JsonObject, namesIn, optional, supported, text, unsupported } from "@/lib/parameter";
import { HOSTED_INPUTS, type HostedInput } from "./hosted-schema";
import { InputPart, OutputPart, TEXT_CHARACTERS_MAX } from "./part-schema";

const ITEMS_MAX = 2_000;
const COMPACTION_CHARACTERS_MAX = 33_554_432;

/** An id that was given, here or elsewhere; one that does not look like ours is not kept. */
const Id = optional(z.union([z.string(), z.number()]));
/** Some servers put signatures into it. What was given out is taken back. */
export const CallId = z.union([z.string().min(1).max(65_536), z.number().transform(String)]);
const Texts = text(TEXT_CHARACTERS_MAX);

/** What comes back with an item that was once an answer; it asks for nothing. */
const replayed = {
  status: z.unknown().optional(),
  created_by: z.unknown().optional(),
  agent: z.unknown().optional(),
};
/** Who called, and where the tool's name belongs: what is called here is a function, by the model itself. */
const called = { caller: z.unknown().optional(), namespace: z.unknown().optional() };

const Phase = optional(z.enum(["commentary", "final_answer"]));
const asked = { type: z.literal("message"), id: Id, phase: Phase, content: z.union([Texts, z.array(InputPart)]), ...replayed };

const MessageInput = z.discriminatedUnion("role", [
  z.object({ role: z.literal("user"), ...asked }),
  z.object({ role: z.literal("system"), ...asked }),
  z.object({ role: z.literal("developer"), ...asked }),
  z.object({ ...asked, role: z.literal("assistant"), content: optional(z.union([Texts, z.array(OutputPart)])) }),
]);

const FunctionCallInput = z.object({
  type: z.literal("function_call"),
  id: Id,
  call_id: CallId,
  name: FunctionName,
  arguments: Texts,
  /** Helpers of the official client put it there when they replay an answer. */
  parsed_arguments: z.unknown().optional(),
  ...called,
  ...replayed,
});

const FunctionCallOutputInput = z.object({
  type: z.literal("function_call_output"),
  id: Id,
  call_id: CallId,
  output: z.union([Texts, z.array(InputPart)]),
  name: z.unknown().optional(),
  ...called,
  ...replayed,
});

const ReasoningInput = z.object({
  type: z.literal("reasoning"),
  id: Id,
  summary: optional(z.array(z.object({ type: z.literal("summary_text"), text: Texts }))),
  content: optional(z.array(z.object({ type: z.literal("reasoning_text"), text: Texts }))),
  encrypted_content: optional(text(COMPACTION_CHARACTERS_MAX)),
  ...replayed,
});

const CompactionInput = z.object({
  type: z.literal("compaction"),
  id: Id,
  encrypted_content: text(COMPACTION_CHARACTERS_MAX),
  ...replayed,
});

const ReferenceInput = z.object({ type: z.literal("item_reference"), id: z.string().min(1).max(256) });

const Label = z.string().min(1).max(128);
const ToolName = z.string().min(1).max(128);

const McpListToolsInput = z.object({
  type: z.literal("mcp_list_tools"),
  id: Id,
  server_label: Label,
  tools: z
    .array(z.object({ name: ToolName, description: optional(text(16_384)), input_schema: JsonObject, annotations: optional(JsonObject) }))
    .max(1_000),
  error: optional(text(16_384)),
  ...replayed,
});

const McpCallInput = z.object({
  type: z.literal("mcp_call"),
  id: Id,
  server_label: Label,
  name: ToolName,
  arguments: z.string(),
  output: optional(z.string()),
  error: z.unknown(),
  approval_request_id: optional(z.string().max(256)),
  ...replayed,
});

const McpApprovalRequestInput = z.object({
  type: z.literal("mcp_approval_request"),
  /** It proves what was asked for. */
  id: z.string().min(1).max(256),
  server_label: Label,
  name: ToolName,
  arguments: z.string(),
  ...replayed,
});

const McpApprovalResponseInput = z.object({
  type: z.literal("mcp_approval_response"),
  id: Id,
  approval_request_id: z.string().min(1).max(256),
  approve: z.boolean(),
  reason: optional(text(4_096)),
  ...replayed,
});

type KnownOfMcp = "mcp_list_tools" | "mcp_call" | "mcp_approval_request" | "mcp_approval_response";
type Known = KnownOfMcp | "message" | "function_call" | "function_call_output" | "reasoning" | "compaction" | "item_reference";
type Foreign = Exclude<NonNullable<ResponseInputItem["type"]>, Known | HostedInput["type"]>;

/** Items of tools and features that are not here; named so that the refusal can say so. */
const ForeignInput = unsupported(
  namesIn<Foreign>({
    additional_tools: true,
    apply_patch_call: true,
    apply_patch_call_output: true,
    compaction_trigger: true,
    computer_call: true,
    computer_call_output: true,
    configuration_update: true,
    custom_tool_call: true,
    custom_tool_call_output: true,
    image_generation_call: true,
    local_shell_call: true,
    local_shell_call_output: true,
    program: true,
    program_output: true,
    shell_call: true,
    shell_call_output: true,
    tool_search_call: true,
    tool_search_output: true,
  }),
  "Items of this type are not supported; tools are functions.",
);

/** Messages and references may leave their type out. */
function withType(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Reflect.get(value, "type") != null) return value;
  const type = "role" in value || "content" in value ? "message" : "id" in value && !("call_id" in value) ? "item_reference" : null;
  return type === null ? value : { ...value, type };
}

/**
 * One item of the dialogue in any shape that clients write; `toItems` makes it whole. Members that are not known on it are passed over,
 * and the answer's header says how many.
 */
export const InputItem = z.preprocess(
  withType,
  z
    .discriminatedUnion("type", [
      MessageInput,
      FunctionCallInput,
      FunctionCallOutputInput,
      ReasoningInput,
      CompactionInput,
      ReferenceInput,
      McpListToolsInput,
      McpCallInput,
      McpApprovalRequestInput,
      McpApprovalResponseInput,
      ...HOSTED_INPUTS,
      ForeignInput,
    ])
    .transform(supported),
);
export type InputItem = z.output<typeof InputItem>;

/** A text is one message of the user. */
export const Input = z.union([Texts, z.array(InputItem).max(ITEMS_MAX)]);
export type Input = z.output<typeof Input>;

/** An item that is stored here, named by its id. */
export interface ItemReference {
  type: "item_reference";
  id: string;
}
