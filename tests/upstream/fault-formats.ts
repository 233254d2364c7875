import type { Upstream } from "@/lib/generation/upstream";
import { anthropicUpstream } from "@/lib/upstream/anthropic/provider";
import { openAiUpstream } from "@/lib/upstream/compatible/provider";
import { ANY_SERVER } from "@/lib/upstream/compatible/rules";
import { googleUpstream } from "@/lib/upstream/google/provider";
import type { Limits } from "@/lib/upstream/transport";

/** A wire format, as far as faults of its servers need it. */
export interface Format {
  connect: (url: string, limits: Limits) => Upstream;
  /** The events that say "Hello", without those that end an answer. */
  hello: unknown[];
  /** A thought that begins, and that goes on. */
  think: { begins: unknown[]; goesOn: (text: string) => unknown };
  /** An error in the middle of a stream, as the format writes it; Gemini has none of its own. */
  error: unknown;
  /** What ends an answer well. */
  ending: unknown[];
}

const anthropicEvent = (type: string, rest: object = {}) => [type, { type, ...rest }];
export const FORMATS: Record<string, Format> = {
  openai: {
    connect: (url, limits) => openAiUpstream({ name: "P", setting: "S", url, headers: {} }, ANY_SERVER, limits),
    hello: [{ choices: [{ index: 0, delta: { content: "Hello" }, finish_reason: null }] }],
    think: { begins: [], goesOn: (text) => ({ choices: [{ index: 0, delta: { reasoning_content: text } }] }) },
    error: { error: { type: "server_error", message: "The model crashed." } },
    ending: [{ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }, "[DONE]"],
  },
  anthropic: {
    connect: (url, limits) => anthropicUpstream({ name: "P", setting: "S", url, headers: {} }, limits),
    hello: [
      anthropicEvent("message_start", { message: { usage: { input_tokens: 3, output_tokens: 1 } } }),
      anthropicEvent("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
      anthropicEvent("content_block_delta", { index: 0, delta: { type: "text_delta", text: "Hello" } }),
    ],
    think: {
      begins: [
        anthropicEvent("message_start", { message: { usage: { input_tokens: 3, output_tokens: 1 } } }),
        anthropicEvent("content_block_start", { index: 0, content_block: { type: "thinking", thinking: "" } }),
      ],
      goesOn: (text) => anthropicEvent("content_block_delta", { index: 0, delta: { type: "thinking_delta", thinking: text } }),
    },
    error: anthropicEvent("error", { error: { type: "api_error", message: "The model crashed." } }),
    ending: [
      anthropicEvent("content_block_stop", { index: 0 }),
      anthropicEvent("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } }),
      anthropicEvent("message_stop"),
    ],
  },
  google: {
    connect: (url, limits) => googleUpstream({ name: "P", setting: "S", url, headers: {} }, limits),
    hello: [{ candidates: [{ content: { parts: [{ text: "Hello" }] } }] }],
    think: { begins: [], goesOn: (text) => ({ candidates: [{ content: { parts: [{ text, thought: true }] } }] }) },
    error: { error: { code: 500, status: "INTERNAL", message: "The model crashed." } },
    ending: [{ candidates: [{ content: { parts: [] }, finishReason: "STOP" }] }],
  },
};
