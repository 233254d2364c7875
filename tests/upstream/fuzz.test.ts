import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { ERRORS, ApiError } from "@/lib/errors";
import type { GenerationEvent } from "@/lib/generation/event";
import { createBodyReader } from "@/lib/upstream/body-reader";
import { decode } from "@/lib/upstream/compatible/decode";
import { ask, WEATHER } from "./ask";
import { createMutator } from "./mutate";

// Recorded streams of the Chat format, broken in every way that a seed makes up, in chunks of every size: each ends in a documented state, and
// what was told until then is well-formed. `FUZZ_MUTATIONS` sets how many; a failure names its seed.

const FOLDERS = ["openai", "ollama", "lm-studio", "llama-cpp", "vllm", "openrouter"];
const MUTATIONS = Number(process.env.FUZZ_MUTATIONS ?? 1_500);

const recordings = FOLDERS.flatMap((folder) => {
  const at = new URL(`recordings/${folder}/`, import.meta.url);
  return readdirSync(at).map((name) => readFileSync(new URL(name, at)));
});
const cases = JSON.parse(readFileSync(new URL("cases/compatible.json", import.meta.url), "utf8")) as {
  answers?: unknown[];
  each?: unknown[];
}[];
const streams = [...recordings, ...cases.flatMap(({ answers = [], each = [] }) => [...answers, ...each].map(bytesOf))];

function bytesOf(answer: unknown): Buffer {
  const body = Array.isArray(answer)
    ? answer.map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`).join("")
    : (answer as { body: unknown }).body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

const endpoint = { name: "P", setting: "S", url: "http://127.0.0.1/v1", headers: {} };
const states: Record<string, number> = {};
afterAll(() => console.table(states));

/** What the transport makes of chunks. */
async function* eventsOf(chunks: readonly Uint8Array[], type: string | null) {
  const body = createBodyReader(type, 1_000_000);
  const decoder = new TextDecoder();
  for (const chunk of chunks) yield* body.push(decoder.decode(chunk, { stream: true }));
  yield* body.end();
  if (body.isNonsense()) throw new ApiError("upstream_failed", "It is nonsense.");
}

/** How it ended: by a reason, or by a code. Throws for anything else, and for events that are not well-formed. */
async function endOf(chunks: readonly Uint8Array[], type: string | null): Promise<string> {
  const open = new Map<string, string>();
  let finish: string | null = null;
  // Nothing begins before what came before has ended, and nothing comes behind the end.
  const isInOrder = (event: GenerationEvent): boolean => {
    if (event.type === "finish") {
      const isLast = finish === null && open.size === 0;
      finish = event.reason;
      return isLast;
    }
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
    for await (const event of decode(eventsOf(chunks, type), ask({ tools: [WEATHER] }), endpoint)) told(event);
    return finish ?? "no end at all";
  } catch (error) {
    if (error instanceof ApiError && Object.hasOwn(ERRORS, error.code) && error.code.startsWith("upstream_")) return error.code;
    if (error instanceof ApiError && error.code === "model_not_found") return error.code;
    throw error;
  }
}

const DOCUMENTED = [
  "stop",
  "length",
  "tool-calls",
  "content-filter",
  "upstream_failed",
  "upstream_rejected",
  "upstream_overloaded",
  "upstream_out_of_credit",
  "upstream_auth_error",
  "upstream_timeout",
  "model_not_found",
];

test(`${MUTATIONS} broken streams end in a documented state`, { timeout: 60_000 + MUTATIONS * 50 }, async () => {
  const odd: string[] = [];
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const mutator = createMutator(seed);
    const bytes = mutator.broken(mutator.pick(streams));
    const type = mutator.pick(["text/event-stream", "text/event-stream; charset=utf-8", "application/json", "text/plain", null]);
    const end = await endOf(mutator.chunks(bytes), type).catch((error: unknown) => `seed ${seed}: ${String(error)}`);
    states[end] = (states[end] ?? 0) + 1;
    if (!DOCUMENTED.includes(end)) odd.push(end);
  }
  expect(odd).toEqual([]);
});

test("whatever the size of the chunks, a broken stream ends in the same way", async () => {
  const odd: string[] = [];
  for (let seed = 1; seed <= Math.ceil(MUTATIONS / 20); seed++) {
    const mutator = createMutator(seed);
    const bytes = mutator.broken(mutator.pick(streams)).subarray(0, 6_000);
    const ends = new Set<string>();
    for (const size of [1, 3, 64, bytes.length]) ends.add(await endOf(mutator.chunksOf(bytes, size), "text/event-stream"));
    if (ends.size !== 1) odd.push(`seed ${seed}: ${[...ends].join(", ")}`);
  }
  expect(odd).toEqual([]);
});
