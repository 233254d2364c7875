import { z } from "zod/v4";
import { Annotation, HOSTED_ITEMS, McpApprovalResponse } from "./hosted";

const Status = z.enum(["in_progress", "completed", "incomplete"]);

const InputText = z.object({ type: z.literal("input_text"), text: z.string() });
const InputImage = z.object({ type: z.literal("input_image"), image_url: z.string(), detail: z.enum(["low", "high", "auto", "original"]) });
const InputFile = z.object({
  type: z.literal("input_file"),
  filename: z.string().optional(),
  file_data: z.string().optional(),
  file_url: z.string().optional(),
});
const OutputText = z.object({
  type: z.literal("output_text"),
  text: z.string(),
  annotations: z.array(Annotation),
  logprobs: z.array(z.never()),
});
const Refusal = z.object({ type: z.literal("refusal"), refusal: z.string() });
const InputPart = z.discriminatedUnion("type", [InputText, InputImage, InputFile]);

/** A part of a message's content. */
export const ContentPart = z.discriminatedUnion("type", [InputText, InputImage, InputFile, OutputText, Refusal]);

const message = {
  type: z.literal("message"),
  id: z.string(),
  status: Status,
  phase: z.enum(["commentary", "final_answer"]).optional(),
};
const OutputMessage = z.object({
  ...message,
  role: z.literal("assistant"),
  content: z.array(z.discriminatedUnion("type", [OutputText, Refusal])),
});
const Message = z.object({ ...message, role: z.enum(["user", "assistant", "system", "developer"]), content: z.array(ContentPart) });

const FunctionCall = z.object({
  type: z.literal("function_call"),
  id: z.string(),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string().describe("JSON text, as the model wrote it"),
  status: Status,
});
const FunctionCallOutput = z.object({
  type: z.literal("function_call_output"),
  id: z.string(),
  call_id: z.string(),
  output: z.union([z.string(), z.array(InputPart)]),
  status: Status,
});
const Reasoning = z.object({
  type: z.literal("reasoning"),
  id: z.string(),
  summary: z.array(z.object({ type: z.literal("summary_text"), text: z.string() })),
  content: z.array(z.object({ type: z.literal("reasoning_text"), text: z.string() })).optional(),
  encrypted_content: z.string().optional(),
  status: Status,
});
/** A dialogue that was packed. */
export const CompactionItem = z.object({ type: z.literal("compaction"), id: z.string(), encrypted_content: z.string() });

/** What a response brings forth. */
export const OutputItem = z.discriminatedUnion("type", [OutputMessage, FunctionCall, Reasoning, ...HOSTED_ITEMS]);
/** What a dialogue consists of. */
export const Item = z.discriminatedUnion("type", [
  Message,
  FunctionCall,
  FunctionCallOutput,
  Reasoning,
  CompactionItem,
  ...HOSTED_ITEMS,
  McpApprovalResponse,
]);

export const ItemList = z.object({
  object: z.literal("list"),
  data: z.array(Item),
  first_id: z.string(),
  last_id: z.string(),
  has_more: z.boolean(),
});
