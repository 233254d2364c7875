import { readdirSync, readFileSync } from "node:fs";
import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { decode as decodeMessages } from "@/lib/upstream/anthropic/decode";
import { decode as decodeChat } from "@/lib/upstream/compatible/decode";
import { decode as decodeGemini } from "@/lib/upstream/google/decode";
import { decode as decodeResponses } from "@/lib/upstream/openai/decode";
import type { ServerEvents } from "@/lib/upstream/transport";

/** A wire format as it is seen from outside: streams that providers wrote in it, what reads them, and what says in one that it ended well. */
export interface StreamFormat {
  streams: Buffer[];
  decode: (events: ServerEvents, request: GenerationRequest) => GenerationEvents;
  /** By the reason that an answer ends with, what must stand in the bytes for that. */
  proof: Readonly<Record<string, RegExp>>;
}

const endpoint = { name: "P", setting: "S", url: "http://127.0.0.1/v1", headers: {} };

const CHAT_END = /finish_?reason|\[DONE\]|stop_?reason|"done"|<\/s>|<\|im_end\|>/i;

const either = (one: RegExp, other: RegExp): RegExp => new RegExp(`${one.source}|${other.source}`, "i");

export const STREAM_FORMATS: Readonly<Record<string, StreamFormat>> = {
  Responses: {
    streams: streamsOf("openai-responses.json", ["openai"]),
    decode: (events, request) => decodeResponses(events, request, endpoint, { provider: "openai", other: decodeChat }),
    proof: {
      // A server that turns out to speak the other format is read in that.
      stop: either(/completed|\bdone\b/, CHAT_END),
      "tool-calls": /function_call|tool_calls/,
      length: either(/incomplete/, CHAT_END),
      "content-filter": either(/content_filter|refusal/, CHAT_END),
    },
  },
  Messages: {
    streams: streamsOf("anthropic.json", ["anthropic"]),
    decode: (events, request) => decodeMessages(events, request, endpoint),
    proof: {
      stop: /(?:end_turn|stop_sequence)[^]*message_stop|message_stop[^]*(?:end_turn|stop_sequence)/,
      "tool-calls": /tool_use[^]*message_stop/,
      length: /(?:max_tokens|model_context_window_exceeded)[^]*message_stop/,
      "content-filter": /refusal[^]*message_stop/,
    },
  },
  Gemini: {
    streams: streamsOf("google.json", ["google"]),
    // What goes on in another request is not there.
    decode: (events, request) => decodeGemini((token) => (token === null ? events : nothing()), request, endpoint),
    proof: {
      stop: /"STOP"/,
      "tool-calls": /functionCall[^]*"STOP"|"STOP"[^]*functionCall/,
      length: /"MAX_TOKENS"/,
      "content-filter": /SAFETY|RECITATION|LANGUAGE|BLOCKLIST|PROHIBITED|SPII|ESCALATION|PUP_LIMITED|blockReason/,
    },
  },
  "Chat Completions": {
    streams: streamsOf("compatible.json", ["ollama", "lm-studio", "llama-cpp", "vllm", "openrouter"]),
    decode: (events, request) => decodeChat(events, request, endpoint),
    proof: { stop: CHAT_END, "tool-calls": CHAT_END, length: CHAT_END, "content-filter": CHAT_END },
  },
};

async function* nothing(): AsyncGenerator<never> {}

/** What was recorded of some servers, and the answers of a format's cases. */
function streamsOf(casesFile: string, folders: string[]): Buffer[] {
  const recordings = folders.flatMap((folder) => {
    const at = new URL(`recordings/${folder}/`, import.meta.url);
    return readdirSync(at).map((name) => readFileSync(new URL(name, at)));
  });
  const cases = JSON.parse(readFileSync(new URL(`cases/${casesFile}`, import.meta.url), "utf8")) as {
    answers?: unknown[];
    each?: unknown[];
  }[];
  return [...recordings, ...cases.flatMap(({ answers = [], each = [] }) => [...answers, ...each].map(bytesOf))];
}

function bytesOf(answer: unknown): Buffer {
  const body = Array.isArray(answer) ? answer.map(frame).join("") : (answer as { body: unknown }).body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function frame(event: unknown): string {
  const [name, data] = Array.isArray(event) ? event : [null, event];
  return `${name === null ? "" : `event: ${name}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}
