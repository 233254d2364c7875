import { z } from "zod/v4";
import { COST } from "./cost";

const ToolCall = z.object({
  id: z.string(),
  type: z.literal("function"),
  function: z.object({ name: z.string(), arguments: z.string().describe("JSON text") }),
});

const FinishReason = z.enum(["stop", "length", "tool_calls", "content_filter"]);

const Usage = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
  prompt_tokens_details: z.object({ cached_tokens: z.int(), cache_write_tokens: z.int(), audio_tokens: z.literal(0) }),
  completion_tokens_details: z.object({
    reasoning_tokens: z.int(),
    audio_tokens: z.literal(0),
    accepted_prediction_tokens: z.literal(0),
    rejected_prediction_tokens: z.literal(0),
  }),
  ...COST,
});

const stamp = {
  id: z.string(),
  created: z.int().describe("Seconds since 1970"),
  model: z.string().describe("The model that answers"),
  service_tier: z.literal("default"),
  system_fingerprint: z.string().describe("This server and its version"),
};

/** The answer of `POST /chat/completions`. */
export const ChatCompletion = z.object({
  ...stamp,
  object: z.literal("chat.completion"),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({
        role: z.literal("assistant"),
        content: z.string().nullable(),
        refusal: z.string().nullable(),
        tool_calls: z.array(ToolCall).optional(),
      }),
      logprobs: z.null(),
      finish_reason: FinishReason,
    }),
  ),
  usage: Usage,
});

/** What each `data:` of a stream holds, until `data: [DONE]`; or, when the answer fails on its way, an error. */
export const ChatCompletionChunk = z.object({
  ...stamp,
  object: z.literal("chat.completion.chunk"),
  choices: z.array(
    z.object({
      index: z.int(),
      delta: z.object({
        role: z.literal("assistant").optional(),
        content: z.string().nullable().optional(),
        refusal: z.string().nullable().optional(),
        tool_calls: z
          .array(
            z.object({
              index: z.int(),
              id: z.string().optional(),
              type: z.literal("function").optional(),
              function: z.object({ name: z.string().optional(), arguments: z.string().optional() }),
            }),
          )
          .optional(),
      }),
      logprobs: z.null(),
      finish_reason: FinishReason.nullable(),
    }),
  ),
  usage: Usage.nullable().optional().describe("Only when stream_options.include_usage asks for it, and then in the last chunk"),
  obfuscation: z.string().optional().describe("Random text beside a piece, only when stream_options.include_obfuscation asks for it"),
});
