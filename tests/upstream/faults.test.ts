import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import type { GenerationEvent } from "@/lib/generation/event";
import type { Upstream } from "@/lib/generation/upstream";
import { beginWork } from "@/lib/http/in-flight";
import { DEFAULT_LIMITS, type Limits } from "@/lib/upstream/transport";
import { ask } from "./ask";
import { type Format, FORMATS } from "./fault-formats";
import { frame, sendEvents, startProvider } from "./provider-server";
import { type Table, tableOf } from "./providers-page";
import { singly } from "@/tests/generation/batches";

// Every fault, for every wire format: the caller always gets the error that docs/providers.md tells, in time, and what was said before it.

interface Fault {
  respond: (response: ServerResponse, format: Format, count: number) => unknown;
  code: string;
  /** What was said before the failure reaches the caller. */
  said: string;
  requests: number;
  /** Of a fault that only a limit ends; all others end by themselves, however slow the machine is. */
  limits?: Partial<Limits>;
  deadlineMs?: number;
  /** The provider's own words, which are quoted. */
  words?: string;
}

const GZIP_BOMB = gzipSync(Buffer.alloc(100_000_000, "x"));
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
    limits: { idleTimeoutMs: 300 },
  },
  "no first byte": { respond: () => undefined, code: "upstream_timeout", said: "", requests: 1, limits: { firstByteTimeoutMs: 1_000 } },
  "headers, then nothing": {
    respond: (response) => response.writeHead(200, EVENTS).flushHeaders(),
    code: "upstream_timeout",
    said: "",
    requests: 1,
    limits: { firstByteTimeoutMs: 1_000 },
  },
  "a drip that never ends": {
    respond: (response, { hello }) => {
      sendEvents(response, hello, { end: false });
      const drip = setInterval(() => response.write(": wait\n\n"), 20);
      response.on("close", () => clearInterval(drip));
    },
    code: "upstream_timeout",
    said: "Hello",
    requests: 1,
    deadlineMs: 1_500,
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
  "a forbidden model": {
    respond: (response) => response.writeHead(403).end('{"error":{"message":"internal detail"}}'),
    code: "upstream_auth_error",
    said: "",
    requests: 1,
  },
  "a refused request": { respond: (response) => response.writeHead(400).end("{}"), code: "upstream_rejected", said: "", requests: 1 },
  "an unknown model": {
    respond: (response) => response.writeHead(404).end('{"error":{"message":"This model does not exist."}}'),
    code: "model_not_found",
    said: "",
    requests: 1,
  },
  "nothing at the address": { respond: (response) => response.writeHead(404).end("{}"), code: "upstream_failed", said: "", requests: 1 },
  "an error in the stream": {
    respond: (response, { hello, error }) => sendEvents(response, [...hello, error]),
    words: "The model crashed.",
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
  "comments without end": {
    respond: (response) => {
      response.writeHead(200, EVENTS);
      flood(response, Buffer.alloc(1_000_000, ": wait\n\n"));
    },
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "a thought that never ends": {
    respond: (response, { think }) => {
      sendEvents(response, think.begins, { end: false });
      flood(response, Buffer.from(frame(think.goesOn("Hm. ".repeat(7_500)))));
    },
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "a chunk of 100 MB": {
    respond: (response) => {
      response.writeHead(200, EVENTS);
      response.write("data: ");
      flood(response, Buffer.alloc(1_000_000, "x"));
    },
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
  "a bomb of gzip": {
    respond: (response) => {
      response.writeHead(200, { ...EVENTS, "content-encoding": "gzip" });
      response.end(GZIP_BOMB);
    },
    code: "upstream_failed",
    said: "",
    requests: 1,
  },
};

/** A hundred times the block, as fast as it is taken. */
function flood(response: ServerResponse, block: Buffer): void {
  let left = 100;
  const write = () => {
    while (left-- > 0 && response.write(block));
    if (left > 0) response.once("drain", write);
  };
  write();
}

async function outcome(upstream: Upstream, signal = new AbortController().signal): Promise<{ said: string; error: unknown }> {
  let said = "";
  try {
    for await (const event of singly(upstream.stream(ask(), signal))) said += textOf(event);
    return { said, error: null };
  } catch (error) {
    return { said, error };
  }
}
const textOf = (event: GenerationEvent) => (event.type === "text-delta" ? event.delta : "");

const matrix: Table = {};
// What no server of a test can do is tried beside the transport.
const NEVER_ACCEPTS = { "Ends as": "upstream_failed", Requests: "none" };

describe.each(Object.entries(FORMATS))("%s", (name, format) => {
  /** One cell for all formats where they agree. */
  const note = (fault: string, error: unknown, requests: number | null) => {
    const cells = { "Ends as": error instanceof ApiError ? error.code : "no error", Requests: String(requests ?? "none") };
    const agrees = JSON.stringify(matrix[fault] ?? cells) === JSON.stringify(cells);
    matrix[fault] = agrees ? cells : { ...matrix[fault], [name]: JSON.stringify(cells) };
  };

  test("without a fault the answer is whole", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, [...format.hello, ...format.ending]));
    expect(await outcome(format.connect(provider.url, DEFAULT_LIMITS))).toEqual({ said: "Hello", error: null });
  });

  test("nobody listens: upstream_failed", async () => {
    const limits = { ...DEFAULT_LIMITS, retriesMax: 0 };
    const result = await outcome(format.connect("http://127.0.0.1:9", limits));
    note("nobody listens", result.error, null);
    expect(result).toMatchObject({ said: "", error: { code: "upstream_failed" } });
  });

  test("a slow first byte within the limit is no fault", async () => {
    const provider = await startProvider((_, response) => {
      setTimeout(() => sendEvents(response, [...format.hello, ...format.ending]), 700);
    });
    expect(await outcome(format.connect(provider.url, { ...DEFAULT_LIMITS, firstByteTimeoutMs: 5_000 }))).toEqual({
      said: "Hello",
      error: null,
    });
  });

  test.each(Object.entries(FAULTS))("%s", async (fault, { respond, code, said, requests, limits, deadlineMs, words = "" }) => {
    const provider = await startProvider((_, response, count) => respond(response, format, count));
    const work = beginWork(new AbortController().signal, deadlineMs ?? 60_000);
    const result = await outcome(format.connect(provider.url, { ...DEFAULT_LIMITS, ...limits }), work.signal);
    work.end();
    note(fault, result.error, provider.requests.length);
    expect(result).toMatchObject({ said, error: { code } });
    expect(result.error).toBeInstanceOf(ApiError);
    expect(result.error instanceof ApiError && result.error.message).not.toContain("internal detail");
    expect(result.error instanceof ApiError && result.error.message).toContain(words);
    expect(provider.requests).toHaveLength(requests);
  });
});

test("the documented table says what was found", () => {
  const { "nobody listens": first = {}, ...rest } = matrix;
  const table = tableOf("How failures end", "Failure", { "nobody listens": first, "a host that never accepts": NEVER_ACCEPTS, ...rest });
  expect(table.documented, "npm run docs:providers").toBe(table.found);
});
