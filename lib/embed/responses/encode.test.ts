import fc from "fast-check";
import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent } from "@/lib/generation/event";
import { unseal } from "@/lib/items/seal";
import { type Contract, assertValid, contract } from "@/tests/contracts/assert-valid";
import { assertStreamGrammar } from "@/tests/responses/grammar";
import { anyGeneration, played } from "@/tests/responses/random-events";
import { type EncodeOptions, toStreamEvents } from "./encode";
import { newResource } from "./resource";
import type { StreamEvent } from "./stream-event";
import { singly } from "@/tests/generation/batches";

const RESOURCE = newResource({ model: "some-model", input: "Hello" }, { id: "resp_1", createdAt: 1_700_000_000 });
const USAGE = { inputTokens: 7, cachedTokens: 3, outputTokens: 5, reasoningTokens: 2 };
const HELLO: GenerationEvent[] = [
  { type: "text-start", id: "msg_1" },
  { type: "text-delta", id: "msg_1", delta: "Hel" },
  { type: "text-delta", id: "msg_1", delta: "lo" },
  { type: "text-end", id: "msg_1" },
];
const finish = (reason: Extract<GenerationEvent, { type: "finish" }>["reason"]): GenerationEvent => ({
  type: "finish",
  reason,
  usage: USAGE,
});
const call = (n: number, text: string): GenerationEvent[] => [
  { type: "tool-call-start", id: `fc_${n}`, callId: `call_${n}`, name: "get_weather" },
  { type: "tool-call-delta", id: `fc_${n}`, delta: text },
  { type: "tool-call-end", id: `fc_${n}` },
];

async function encoded(events: GenerationEvent[], failure?: unknown, options?: EncodeOptions): Promise<StreamEvent[]> {
  const sent: StreamEvent[] = [];
  for await (const event of singly(toStreamEvents(RESOURCE, played(events, failure), options))) sent.push(event);
  return sent;
}
const typesOf = (events: StreamEvent[]): string[] => events.map(({ type }) => type.replace("response.", ""));

describe("a stream", () => {
  test("of a text has the canonical events in order, numbered from 0", async () => {
    const events = await encoded([...HELLO, finish("stop")]);
    expect(typesOf(events)).toEqual([
      "created",
      "in_progress",
      "output_item.added",
      "content_part.added",
      "output_text.delta",
      "output_text.delta",
      "output_text.done",
      "content_part.done",
      "output_item.done",
      "completed",
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(assertStreamGrammar(events)).toMatchObject({
      status: "completed",
      output: [{ id: "msg_1", role: "assistant", status: "completed", content: [{ type: "output_text", text: "Hello" }] }],
      usage: {
        input_tokens: 7,
        input_tokens_details: { cached_tokens: 3, cache_write_tokens: 0 },
        output_tokens: 5,
        output_tokens_details: { reasoning_tokens: 2 },
        total_tokens: 12,
      },
    });
  });

  test("of calls names the function in arguments.done, and each call is done before the next begins", async () => {
    const events = await encoded([...call(1, '{"a":1}'), ...call(2, "{}"), finish("tool-calls")]);
    const one = ["output_item.added", "function_call_arguments.delta", "function_call_arguments.done", "output_item.done"];
    expect(typesOf(events)).toEqual(["created", "in_progress", ...one, ...one, "completed"]);
    expect(events[4]).toMatchObject({ name: "get_weather", arguments: '{"a":1}', output_index: 0, item_id: "fc_1" });
    assertStreamGrammar(events);
  });

  test("of reasoning has the events of its summary", async () => {
    const events = await encoded([
      { type: "reasoning-start", id: "rs_1" },
      { type: "reasoning-delta", id: "rs_1", delta: "Well." },
      { type: "reasoning-end", id: "rs_1" },
      ...HELLO,
      finish("stop"),
    ]);
    expect(typesOf(events).slice(2, 8)).toEqual([
      "output_item.added",
      "reasoning_summary_part.added",
      "reasoning_summary_text.delta",
      "reasoning_summary_text.done",
      "reasoning_summary_part.done",
      "output_item.done",
    ]);
    assertStreamGrammar(events);
  });
});

describe("an answer that is cut", () => {
  test.each([
    ["length", "max_output_tokens"],
    ["content-filter", "content_filter"],
  ] as const)("%s: response.incomplete with the reason, its last item incomplete and nothing after it", async (reason, details) => {
    const events = await encoded([...HELLO, ...call(1, '{"ci'), finish(reason)]);
    expect(events.at(-1)).toMatchObject({
      type: "response.incomplete",
      response: { incomplete_details: { reason: details }, completed_at: null },
    });
    expect(assertStreamGrammar(events).output.map((item) => item.status)).toEqual(["completed", "incomplete"]);
    expect(events.at(-2)).toMatchObject({ type: "response.output_item.done", item: { status: "incomplete" } });
  });

  test("inside a call while a text is open: it is the call that is incomplete", async () => {
    const [start, ...rest] = HELLO as [GenerationEvent, ...GenerationEvent[]];
    const events = await encoded([start, ...call(1, '{"ci'), ...rest, finish("length")]);
    expect(assertStreamGrammar(events).output).toMatchObject([{ status: "completed" }, { type: "function_call", status: "incomplete" }]);
  });
});

describe("a generation that fails", () => {
  const failure = new ApiError("upstream_overloaded", "The provider is overloaded.");

  test("error in both shapes, then response.failed; what was open is incomplete and never done", async () => {
    const events = await encoded(HELLO.slice(0, 3), failure);
    const payload = { code: "upstream_overloaded", message: "The provider is overloaded.", param: null };
    expect(events.at(-2)).toEqual({ type: "error", sequence_number: 6, error: { type: "server_error", ...payload }, ...payload });
    expect(assertStreamGrammar(events)).toMatchObject({
      status: "failed",
      error: { code: "rate_limit_exceeded", message: "The provider is overloaded." },
      output: [{ status: "incomplete", content: [{ text: "Hello" }] }],
    });
  });

  test("before it said anything: a whole stream nevertheless", async () => {
    expect(typesOf(await encoded([], failure))).toEqual(["created", "in_progress", "error", "failed"]);
  });

  test("with something internal: the fixed sentence, nothing of the cause", async () => {
    const events = await encoded([], new Error("password=hunter2"));
    expect(JSON.stringify(events)).not.toContain("hunter2");
    expect(events.at(-1)).toMatchObject({ response: { error: { code: "server_error" } } });
  });

  test("by ending without a finish fails too", async () => {
    expect(typesOf(await encoded(HELLO)).slice(-2)).toEqual(["error", "failed"]);
  });

  test("because it was cancelled ends without an error, with that status", async () => {
    const events = await encoded(HELLO.slice(0, 2), new Error("aborted"), { isCancelled: () => true });
    expect(events.at(-1)).toMatchObject({
      type: "response.incomplete",
      response: { status: "cancelled", error: null, incomplete_details: null },
    });
    assertStreamGrammar(events);
  });
});

test("obfuscation pads every delta and nothing else, and is not there unless asked for", async () => {
  const events = await encoded([...HELLO, ...call(1, "{}"), finish("stop")], undefined, { obfuscate: true });
  const padded = events.filter((event) => "obfuscation" in event);
  expect(padded.map((event) => event.type)).toEqual(events.filter(({ type }) => type.endsWith(".delta")).map(({ type }) => type));
  for (const event of padded) expect(JSON.stringify([Reflect.get(event, "delta"), Reflect.get(event, "obfuscation")]).length % 32).toBe(5);
  expect((await encoded([...HELLO, finish("stop")])).some((event) => "obfuscation" in event)).toBe(false);
});

test("reasoning carries itself sealed where that was asked for, and only there, and never what its provider wants back", async () => {
  const state = { provider: "p", model: "m", blocks: [{ signature: "SIGNED" }] };
  const reasoning: GenerationEvent[] = [
    { type: "reasoning-start", id: "rs_1" },
    { type: "reasoning-delta", id: "rs_1", delta: "Well." },
    { type: "reasoning-end", id: "rs_1", state },
    finish("stop"),
  ];
  const [item] = assertStreamGrammar(await encoded(reasoning, undefined, { sealReasoningFor: "ws_1" })).output;
  const sealed = item?.type === "reasoning" ? (item.encrypted_content ?? "") : "";
  expect(unseal(sealed, "reasoning", "ws_1")).toEqual({ summary: [{ type: "summary_text", text: "Well." }], state });
  expect(unseal(sealed, "reasoning", "ws_2")).toBeUndefined();
  const kept = new Map();
  const bare = await encoded(reasoning, undefined, { kept });
  expect(assertStreamGrammar(bare).output[0]).not.toHaveProperty("encrypted_content");
  expect(JSON.stringify(bare)).not.toContain("SIGNED");
  expect(kept).toEqual(new Map([["rs_1", { state }]]));
});

// The contracts are large: on a busy machine they alone take seconds to compile.
describe("any generation", () => {
  test("streams lawfully, and the final response is its fold", async () => {
    await fc.assert(
      fc.asyncProperty(anyGeneration, async (events) => {
        const final = assertStreamGrammar(await encoded(events));
        expect(final.output).toEqual((await collect(played(events))).items);
      }),
      { numRuns: 150 },
    );
  });

  test("that fails anywhere still streams lawfully", async () => {
    await fc.assert(
      fc.asyncProperty(anyGeneration, fc.nat(), fc.boolean(), async (events, at, isCancelled) => {
        const begun = events.slice(0, at % events.length);
        const final = assertStreamGrammar(await encoded(begun, new Error("broken"), { isCancelled: () => isCancelled }));
        expect(final.status).toBe(isCancelled ? "cancelled" : "failed");
      }),
      { numRuns: 150 },
    );
  });

  test("is what both contracts describe, event by event", async () => {
    const samples = [...fc.sample(anyGeneration, 6), [...HELLO, finish("length")]];
    for (const sample of samples) for (const event of await encoded(sample)) expect(() => assertEventValid(event)).not.toThrow();
    for (const event of await encoded(HELLO.slice(0, 2), new Error("broken"))) expect(() => assertEventValid(event)).not.toThrow();
  }, 60_000);
});

const SCHEMAS = new Map(
  Object.entries(contract("open-responses").components.schemas).flatMap(([name, schema]) => {
    const type = (schema as { properties?: { type?: { enum?: string[] } } }).properties?.type?.enum?.[0];
    return name.endsWith("StreamingEvent") && type ? [[type, name]] : [];
  }),
);

function assertEventValid(event: StreamEvent): void {
  const name = SCHEMAS.get(event.type);
  if (!name) throw new Error(`${event.type} is not of the specification.`);
  assertValid("open-responses", name, event);
  // OpenAI's contract knows usage only as an object, or not at all.
  const official =
    "response" in event && event.response.usage === null ? { ...event, response: { ...event.response, usage: undefined } } : event;
  assertValid("openai-responses" satisfies Contract, "ResponseStreamEvent", official);
}

/** Not those of whole responses, and not of the tool that only is here. */
type OfficialEvent = Exclude<StreamEvent, { response: unknown } | { item: unknown } | { type: `response.image_search_call.${string}` }>;

test("the events are the official client's own types", () => {
  const assignable = (event: OfficialEvent): ResponseStreamEvent => event;
  expect(assignable).toBeTypeOf("function");
});
