import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import type { GenerationEvent } from "@/lib/generation/event";
import { anthropicUpstream } from "@/lib/upstream/anthropic/anthropic";
import { googleUpstream } from "@/lib/upstream/google/google";
import { openAiUpstream } from "@/lib/upstream/openai/openai";
import { DEFAULT_LIMITS, type Limits } from "@/lib/upstream/transport";
import type { Upstream } from "@/lib/upstream/upstream";
import { ask } from "./ask";
import { sendEvents, startProvider } from "./provider-server";

// Every fault, for every wire format: the caller always gets the documented error, in time, and what was said before it.

interface Format {
  connect: (url: string, limits: Limits) => Upstream;
  /** The events that say "Hello", without those that end an answer. */
  hello: unknown[];
  /** An error in the middle of a stream, as the format writes it; Gemini has none of its own. */
  error: unknown;
  /** What ends an answer well. */
  ending: unknown[];
}

const anthropicEvent = (type: string, rest: object = {}) => [type, { type, ...rest }];
const FORMATS: Record<string, Format> = {
  openai: {
    connect: (url, limits) => openAiUpstream({ name: "P", setting: "S", url, headers: {} }, { maxTokensParameter: "max_tokens" }, limits),
    hello: [{ choices: [{ index: 0, delta: { content: "Hello" }, finish_reason: null }] }],
    error: { error: { type: "server_error", message: "internal detail" } },
    ending: [{ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }, "[DONE]"],
  },
  anthropic: {
    connect: (url, limits) => anthropicUpstream({ name: "P", setting: "S", url, headers: {} }, limits),
    hello: [
      anthropicEvent("message_start", { message: { usage: { input_tokens: 3, output_tokens: 1 } } }),
      anthropicEvent("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
      anthropicEvent("content_block_delta", { index: 0, delta: { type: "text_delta", text: "Hello" } }),
    ],
    error: anthropicEvent("error", { error: { type: "api_error", message: "internal detail" } }),
    ending: [
      anthropicEvent("content_block_stop", { index: 0 }),
      anthropicEvent("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } }),
      anthropicEvent("message_stop"),
    ],
  },
  google: {
    connect: (url, limits) => googleUpstream({ name: "P", setting: "S", url, headers: {} }, limits),
    hello: [{ candidates: [{ content: { parts: [{ text: "Hello" }] } }] }],
    error: { error: { code: 500, status: "INTERNAL", message: "internal detail" } },
    ending: [{ candidates: [{ content: { parts: [] }, finishReason: "STOP" }] }],
  },
};

interface Fault {
  respond: (response: ServerResponse, format: Format, count: number) => unknown;
  code: string;
  /** What was said before the failure reaches the caller. */
  said: string;
  requests: number;
}

const EVENTS = { "content-type": "text/event-stream" };
const FAULTS: Record<string, Fault> = {
  "a reset before an answer": { respond: (response) => response.destroy(), code: "upstream_failed", said: "", requests: 3 },
  "a reset in the middle": {
    respond: (response, { hello }) => {
      sendEvents(response, hello, { end: false });
      setTimeout(() => response.destroy(), 10);
    },
    code: "upstream_failed",
    said: "Hello",
    requests: 1,
  },
  "an end in the middle": {
    respond: (response, { hello }) => sendEvents(response, hello),
    code: "upstream_failed",
    said: "Hello",
    requests: 1,
  },
  "a stall in the middle": {
    respond: (response, { hello }) => sendEvents(response, hello, { end: false }),
    code: "upstream_timeout",
    said: "Hello",
    requests: 1,
  },
  "no first byte": { respond: () => undefined, code: "upstream_timeout", said: "", requests: 1 },
  "headers, then nothing": {
    respond: (response) => response.writeHead(200, EVENTS).flushHeaders(),
    code: "upstream_timeout",
    said: "",
    requests: 1,
  },
  "429, with a long time to wait": {
    respond: (response) => response.writeHead(429, { "retry-after": "40" }).end("{}"),
    code: "upstream_overloaded",
    said: "",
    requests: 1,
  },
  "429 again and again": {
    respond: (response) => response.writeHead(429, { "retry-after-ms": "1" }).end("{}"),
    code: "upstream_overloaded",
    said: "",
    requests: 3,
  },
  "500 again and again": {
    respond: (response) => response.writeHead(500, { "retry-after-ms": "1" }).end("internal detail"),
    code: "upstream_failed",
    said: "",
    requests: 3,
  },
  "a refused key": {
    respond: (response) => response.writeHead(401).end('{"error":{"message":"internal detail"}}'),
    code: "upstream_auth_error",
    said: "",
    requests: 1,
  },
  "an error in the stream": {
    respond: (response, { hello, error }) => sendEvents(response, [...hello, error]),
    code: "upstream_failed",
    said: "Hello",
    requests: 1,
  },
  "garbage in the stream": {
    respond: (response, { hello }) => sendEvents(response, [...hello, "<<internal detail>>"]),
    code: "upstream_failed",
    said: "Hello",
    requests: 1,
  },
  "JSON of another shape": {
    respond: (response) => sendEvents(response, [{ choices: 7, candidates: 7, type: 7 }]),
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "bytes that are no text": {
    respond: (response) => response.writeHead(200, EVENTS).end(Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x0a, 0x0a])),
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "HTML with 200": {
    respond: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>internal detail</h1>"),
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "an empty answer": { respond: (response) => response.writeHead(200, EVENTS).end(), code: "upstream_failed", said: "", requests: 1 },
  "a chunk of 100 MB": {
    respond: (response) => {
      response.writeHead(200, EVENTS);
      response.write("data: ");
      const block = Buffer.alloc(1_000_000, "x");
      let left = 100;
      const write = () => {
        while (left-- > 0 && response.write(block));
        if (left > 0) response.once("drain", write);
      };
      write();
    },
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "a bomb of gzip": {
    respond: (response) => {
      response.writeHead(200, { ...EVENTS, "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(100_000_000, "x")));
    },
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
};

async function outcome(upstream: Upstream): Promise<{ said: string; error: unknown }> {
  let said = "";
  try {
    for await (const event of upstream.stream(ask(), new AbortController().signal)) said += textOf(event);
    return { said, error: null };
  } catch (error) {
    return { said, error };
  }
}
const textOf = (event: GenerationEvent) => (event.type === "text-delta" ? event.delta : "");

const LIMITS = { ...DEFAULT_LIMITS, firstByteTimeoutMs: 1_500, idleTimeoutMs: 300 };

describe.each(Object.entries(FORMATS))("%s", (_name, format) => {
  test("without a fault the answer is whole", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, [...format.hello, ...format.ending]));
    expect(await outcome(format.connect(provider.url, LIMITS))).toEqual({ said: "Hello", error: null });
  });

  test("nobody listens: upstream_failed", async () => {
    const limits = { ...LIMITS, retriesMax: 0 };
    expect(await outcome(format.connect("http://127.0.0.1:9", limits))).toMatchObject({ said: "", error: { code: "upstream_failed" } });
  });

  test("a slow first byte within the limit is no fault", async () => {
    const provider = await startProvider((_, response) => {
      setTimeout(() => sendEvents(response, [...format.hello, ...format.ending]), 700);
    });
    expect(await outcome(format.connect(provider.url, LIMITS))).toEqual({ said: "Hello", error: null });
  });

  test.each(Object.entries(FAULTS))("%s", async (_fault, { respond, code, said, requests }) => {
    const provider = await startProvider((_, response, count) => respond(response, format, count));
    const result = await outcome(format.connect(provider.url, LIMITS));
    expect(result).toMatchObject({ said, error: { code } });
    expect(result.error).toBeInstanceOf(ApiError);
    expect(result.error instanceof ApiError && result.error.message).not.toContain("internal detail");
    expect(provider.requests).toHaveLength(requests);
  });
});
