import { z } from "zod/v4";
import { FunctionName, inert, optional, supported, text, unsupported } from "@/lib/parameter";
import { InputPart, OutputPart, TEXT_CHARACTERS_MAX } from "./part-schema";

const ITEMS_MAX = 2_000;
const COMPACTION_CHARACTERS_MAX = 33_554_432;

/** An id that was given, here or elsewhere; one that does not look like ours is not kept. */
const Id = optional(text(256));
const CallId = z.string().min(1).max(64);
const Texts = text(TEXT_CHARACTERS_MAX);

/** What comes back with an item that was once an answer; it asks for nothing. */
const replayed = {
  status: optional(z.enum(["in_progress", "completed", "incomplete", "failed", "searching"])),
  created_by: z.unknown().optional(),
  agent: z.unknown().optional(),
};
const isDirect = (value: unknown): boolean => typeof value === "object" && value !== null && Reflect.get(value, "type") === "direct";
const called = {
  caller: inert(isDirect, "Tools are called by the model itself only."),
  namespace: inert(() => false, "Tools have no namespaces here."),
};

const Phase = optional(z.enum(["commentary", "final_answer"]));
const asked = { type: z.literal("message"), id: Id, phase: Phase, content: z.union([Texts, z.array(InputPart)]), ...replayed };

const MessageInput = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), ...asked }),
  z.strictObject({ role: z.literal("system"), ...asked }),
  z.strictObject({ role: z.literal("developer"), ...asked }),
  z.strictObject({ ...asked, role: z.literal("assistant"), content: z.union([Texts, z.array(OutputPart)]) }),
]);

const FunctionCallInput = z.strictObject({
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

const FunctionCallOutputInput = z.strictObject({
  type: z.literal("function_call_output"),
  id: Id,
  call_id: CallId,
  output: z.union([Texts, z.array(InputPart)]),
  name: z.unknown().optional(),
  ...called,
  ...replayed,
});

const ReasoningInput = z.strictObject({
  type: z.literal("reasoning"),
  id: Id,
  summary: optional(z.array(z.strictObject({ type: z.literal("summary_text"), text: Texts }))),
  content: optional(z.array(z.strictObject({ type: z.literal("reasoning_text"), text: Texts }))),
  encrypted_content: optional(text(COMPACTION_CHARACTERS_MAX)),
  ...replayed,
});

const CompactionInput = z.strictObject({
  type: z.literal("compaction"),
  id: Id,
  encrypted_content: text(COMPACTION_CHARACTERS_MAX),
  ...replayed,
});

const ReferenceInput = z.strictObject({ type: z.literal("item_reference"), id: z.string().min(1).max(256) });

/** Items of tools and features that are not here; named so that the refusal can say so. */
const ForeignInput = unsupported(
  [
    "additional_tools",
    "apply_patch_call",
    "apply_patch_call_output",
    "code_interpreter_call",
    "compaction_trigger",
    "computer_call",
    "computer_call_output",
    "custom_tool_call",
    "custom_tool_call_output",
    "file_search_call",
    "image_generation_call",
    "local_shell_call",
    "local_shell_call_output",
    "mcp_approval_request",
    "mcp_approval_response",
    "mcp_call",
    "mcp_list_tools",
    "program",
    "program_output",
    "shell_call",
    "shell_call_output",
    "tool_search_call",
    "tool_search_output",
    "web_search_call",
    "unsupported_parameter",
  ],
  "Items of this type are not supported; tools are functions.",
);

/** Messages and references may leave their type out. */
function withType(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Reflect.get(value, "type") != null) return value;
  const type =
    "role" in value || "content" in value ? "message" : "id" in value && Object.keys(value).length <= 2 ? "item_reference" : null;
  return type === null ? value : { ...value, type };
}

/** One item of the dialogue in any shape that clients write; `toItems` makes it whole. */
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
