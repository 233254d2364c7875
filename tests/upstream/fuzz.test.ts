import { type AddressInfo, createServer } from "node:net";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { ApiError, ERRORS } from "@/lib/errors";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { createBodyReader } from "@/lib/upstream/body-reader";
import { openAiUpstream } from "@/lib/upstream/compatible/provider";
import { ANY_SERVER } from "@/lib/upstream/compatible/rules";
import { DEFAULT_LIMITS } from "@/lib/upstream/transport";
import { ask, WEATHER } from "./ask";
import { createMutator } from "./mutate";
import { STREAM_FORMATS, type StreamFormat } from "./streams";
import { singly } from "@/tests/generation/batches";

// Recorded streams of every wire format, broken in every way that a seed makes up, in chunks of every size: each ends in a documented state, which
// is a success only where the bytes say so, and what was told until then is well-formed. A failure names its seed. `npm run eval:providers` runs
// all of them and counts the states.

const isWhole = process.env.npm_lifecycle_event === "eval:providers";
const MUTATIONS = isWhole ? 20_000 : 500;
const TYPES = ["text/event-stream", "text/event-stream; charset=utf-8", "application/json", "text/plain", null];

const REASONS = ["stop", "length", "tool-calls", "content-filter"];
const CODES = [
  "upstream_failed",
  "upstream_rejected",
  "upstream_overloaded",
  "upstream_out_of_credit",
  "upstream_auth_error",
  "upstream_timeout",
  "model_not_found",
];

const states: Record<string, Record<string, number>> = {};
if (isWhole) afterAll(() => console.table(states));

/** What the transport makes of chunks. */
async function* eventsOf(chunks: readonly Uint8Array[], type: string | null) {
  const body = createBodyReader(type, 1_000_000);
  const decoder = new TextDecoder();
  const batches = function* () {
    for (const chunk of chunks) yield body.push(decoder.decode(chunk, { stream: true }));
    yield body.end();
  };
  // As the transport does: no batch is empty.
  for (const batch of batches()) if (batch.length > 0) yield batch;
  if (body.isNonsense()) throw new ApiError("upstream_failed", "It is nonsense.");
}

/** How it ended: by a reason, or by a code. Throws for anything else, and for events that are not well-formed. */
async function endOf(events: GenerationEvents): Promise<string> {
  const open = new Map<string, string>();
  let finish: string | null = null;
  // Nothing begins before what came before has ended, and nothing comes behind the end.
  const isInOrder = (event: GenerationEvent): boolean => {
    if (event.type === "finish") {
      const isLast = finish === null && open.size === 0;
      finish = event.reason;
      return isLast;
    }
    // A picture stands in a message that is open.
    if (event.type === "picture") return finish === null && open.get(event.id) === "text";
    const [, kind = "", step] = /^(.+)-(start|delta|end)$/.exec(event.type) ?? [];
    const isFree = finish === null && [...open.values()].every((other) => other === kind);
    const fits = step === "start" ? open.size === 0 : open.get(event.id) === kind;
    if (step === "start") open.set(event.id, kind);
    if (step === "end") open.delete(event.id);
    return isFree && fits;
  };
  const told = (event: GenerationEvent) => {
    if (!isInOrder(event)) throw new Error(`${JSON.stringify(event)} is out of order.`);
  };
  try {
    for await (const event of singly(events)) told(event);
    return finish ?? "no end at all";
  } catch (error) {
    if (error instanceof ApiError && Object.hasOwn(ERRORS, error.code) && CODES.includes(error.code)) return error.code;
    throw error;
  }
}

const request = ask({ tools: [WEATHER] });
const decoded = ({ decode }: StreamFormat, chunks: readonly Uint8Array[], type: string | null) =>
  endOf(decode(eventsOf(chunks, type), request));

describe.each(Object.entries(STREAM_FORMATS))("%s", (name, format) => {
  test(`${MUTATIONS} broken streams end in a documented state`, { timeout: 60_000 + MUTATIONS * 50 }, async () => {
    const counts: Record<string, number> = {};
    const odd: string[] = [];
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const mutator = createMutator(seed);
      const bytes = mutator.broken(mutator.pick(format.streams));
      const end = await decoded(format, mutator.chunks(bytes), mutator.pick(TYPES)).catch((error: unknown) => String(error));
      counts[end] = (counts[end] ?? 0) + 1;
      const isProven = REASONS.includes(end) ? format.proof[end]?.test(bytes.toString()) : CODES.includes(end);
      if (!isProven) odd.push(`seed ${seed}: ${end}`);
    }
    states[name] = counts;
    expect(odd).toEqual([]);
  });

  test("whatever the size of the chunks, a broken stream ends in the same way", { timeout: 60_000 + MUTATIONS * 50 }, async () => {
    const odd: string[] = [];
    for (let seed = 1; seed <= Math.ceil(MUTATIONS / 20); seed++) {
      const mutator = createMutator(seed);
      const bytes = mutator.broken(mutator.pick(format.streams)).subarray(0, 6_000);
      const ends = new Set<string>();
      for (const size of [1, 3, 64, bytes.length]) ends.add(await decoded(format, mutator.chunksOf(bytes, size), "text/event-stream"));
      if (ends.size !== 1) odd.push(`seed ${seed}: ${[...ends].join(", ")}`);
    }
    expect(odd).toEqual([]);
  });
});

/** A server that gives a body another length than it has; what it has above that, it sends all the same. */
async function startLiar(bodyOf: (count: number) => { bytes: Buffer; length: number }): Promise<string> {
  let count = 0;
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      const { bytes, length } = bodyOf(count++);
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: ${length}\r\n\r\n`);
      socket.end(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("an answer that ends before the length that its provider gave it is a success only where its own end has come", async () => {
  const whole = Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
  const half = Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}\n\n');
  const bodies = [
    { bytes: whole, length: whole.length * 2, end: "stop" },
    { bytes: whole, length: whole.length - 1, end: "stop" },
    { bytes: half, length: half.length * 2, end: "upstream_failed" },
    { bytes: half, length: half.length, end: "upstream_failed" },
    { bytes: whole, length: 40, end: "upstream_failed" },
    { bytes: whole, length: 0, end: "upstream_failed" },
  ];
  const url = await startLiar((count) => bodies[count] ?? { bytes: whole, length: 0 });
  const upstream = openAiUpstream({ name: "P", setting: "S", url, headers: {} }, ANY_SERVER, { ...DEFAULT_LIMITS, retriesMax: 0 });
  const ends: string[] = [];
  for (const _ of bodies) ends.push(await endOf(upstream.stream(request, new AbortController().signal)));
  expect(ends).toEqual(bodies.map(({ end }) => end));
});
