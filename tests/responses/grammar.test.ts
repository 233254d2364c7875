import { describe, expect, test } from "vitest";
import { toStreamEvents } from "@/lib/embed/responses/encode";
import { newResource } from "@/lib/embed/responses/resource";
import type { GenerationEvent } from "@/lib/generation/event";
import { assertStreamGrammar } from "./grammar";
import { played } from "./random-events";
import { readEventStream } from "./sse";
import { singly } from "@/tests/generation/batches";

const EVENTS: GenerationEvent[] = [
  { type: "reasoning-start", id: "rs_1" },
  { type: "reasoning-delta", id: "rs_1", delta: "Well." },
  { type: "reasoning-end", id: "rs_1" },
  { type: "text-start", id: "msg_1" },
  { type: "text-delta", id: "msg_1", delta: "Hel" },
  { type: "text-delta", id: "msg_1", delta: "lo" },
  { type: "text-end", id: "msg_1" },
  { type: "tool-call-start", id: "fc_1", callId: "call_1", name: "get_weather" },
  { type: "tool-call-delta", id: "fc_1", delta: "{}" },
  { type: "tool-call-end", id: "fc_1" },
  { type: "finish", reason: "tool-calls", usage: { inputTokens: 2, cachedTokens: 1, outputTokens: 2, reasoningTokens: 1 } },
];

type Wire = Record<string, unknown>;
const RESOURCE = newResource({ model: "some-model" }, { id: "resp_1", createdAt: 1_700_000_000 });

async function stream(events = EVENTS, failure?: unknown): Promise<Wire[]> {
  const sent: Wire[] = [];
  for await (const event of singly(toStreamEvents(RESOURCE, played(events, failure)))) sent.push({ ...structuredClone(event) });
  return sent;
}

const numbered = (events: Wire[]): Wire[] => events.map((event, i) => ({ ...event, sequence_number: i }));
const at = (events: Wire[], type: string): number => events.findIndex((event) => event.type === type);
const last = (events: Wire[]): { response: Wire & { output: Wire[]; usage: Wire } } => events.at(-1) as never;

/** Changes members of the first event of a type. */
const change =
  (type: string, members: Wire) =>
  (events: Wire[]): Wire[] => {
    Object.assign(events[at(events, type)] as Wire, members);
    return events;
  };
const drop =
  (type: string) =>
  (events: Wire[]): Wire[] =>
    numbered(events.toSpliced(at(events, type), 1));
const twice =
  (type: string) =>
  (events: Wire[]): Wire[] =>
    numbered(events.toSpliced(at(events, type), 0, events[at(events, type)] as Wire));
const swap =
  (type: string, other: string) =>
  (events: Wire[]): Wire[] =>
    numbered(events.with(at(events, type), events[at(events, other)] as Wire).with(at(events, other), events[at(events, type)] as Wire));
const final =
  (edit: (response: ReturnType<typeof last>["response"]) => unknown) =>
  (events: Wire[]): Wire[] => {
    edit(last(events).response);
    return events;
  };

const VIOLATIONS: [name: string, violate: (events: Wire[]) => Wire[]][] = [
  ["no events", () => []],
  ["only the last event", (events) => numbered(events.slice(-1))],
  ["numbers that are all 0", (events) => events.map((event) => ({ ...event, sequence_number: 0 }))],
  ["a gap in the numbers", change("response.in_progress", { sequence_number: 7 })],
  ["no response.created", drop("response.created")],
  ["no response.in_progress", drop("response.in_progress")],
  ["the first two swapped", swap("response.created", "response.in_progress")],
  ["no terminal event", (events) => events.slice(0, -1)],
  ["two terminal events", twice("response.completed")],
  ["an event after the end", (events) => numbered([...events, events[4] as Wire])],
  ["a terminal event of another name", change("response.completed", { type: "response.failed" })],
  ["an event of an extension", change("response.content_part.done", { type: "thesys:part" })],
  ["an item that was never added", drop("response.output_item.added")],
  ["an item that was added twice", twice("response.output_item.added")],
  ["an item that is never done", drop("response.output_item.done")],
  ["an item that is done twice", twice("response.output_item.done")],
  ["another output_index", change("response.output_text.delta", { output_index: 0 })],
  ["another item_id", change("response.output_text.delta", { item_id: "msg_9" })],
  ["an item that begins as completed", (events) => (Object.assign((events[2] as { item: Wire }).item, { status: "completed" }), events)],
  ["an item that begins with text", (events) => (Object.assign((events[2] as { item: Wire }).item, { summary: [{}] }), events)],
  ["an id of another kind", (events) => JSON.parse(JSON.stringify(events).replaceAll("msg_1", "xyz_1")) as Wire[]],
  ["an id of two items", (events) => JSON.parse(JSON.stringify(events).replaceAll('"fc_1"', '"msg_1"')) as Wire[]],
  ["no content_part.added", drop("response.content_part.added")],
  ["no content_part.done", drop("response.content_part.done")],
  ["no output_text.done", drop("response.output_text.done")],
  ["a part that is done before its text", swap("response.output_text.done", "response.content_part.done")],
  ["an empty delta", change("response.output_text.delta", { delta: "" })],
  ["a delta without logprobs", change("response.output_text.delta", { logprobs: undefined })],
  ["a delta more than the text", twice("response.output_text.delta")],
  ["a delta less than the text", drop("response.output_text.delta")],
  ["another text when done", change("response.output_text.done", { text: "Hallo" })],
  ["another text in the part", change("response.content_part.done", { part: { type: "output_text", text: "Hallo" } })],
  ["no summary part", drop("response.reasoning_summary_part.added")],
  ["no end of the summary", drop("response.reasoning_summary_part.done")],
  ["another summary when done", change("response.reasoning_summary_text.done", { text: "Hm." })],
  ["no arguments.done", drop("response.function_call_arguments.done")],
  ["other arguments when done", change("response.function_call_arguments.done", { arguments: "[]" })],
  ["arguments.done without the name", change("response.function_call_arguments.done", { name: undefined })],
  ["arguments of a message", change("response.output_text.delta", { type: "response.function_call_arguments.delta" })],
  ["another text in the end", final((response) => (response.output[1] as { content: Wire[] }).content.push({ type: "output_text" }))],
  ["an item less in the end", final((response) => response.output.pop())],
  [
    "an item that is still in progress in the end",
    final((response) => Object.assign(response.output[2] as Wire, { status: "in_progress" })),
  ],
  ["another model in the end", final((response) => Object.assign(response, { model: "another" }))],
  ["another id in the end", final((response) => Object.assign(response, { id: "resp_2" }))],
  ["a missing key", final((response) => delete response.max_tool_calls)],
  ["a null that may not be", final((response) => Object.assign(response, { temperature: null }))],
  ["no completed_at", final((response) => Object.assign(response, { completed_at: null }))],
  ["a time with a fraction", final((response) => Object.assign(response, { completed_at: 1_700_000_000.5 }))],
  ["no usage", final((response) => Object.assign(response, { usage: null }))],
  ["a total that is no sum", final((response) => Object.assign(response.usage, { total_tokens: 9 }))],
  ["an error in a completed response", final((response) => Object.assign(response, { error: { code: "server_error", message: "" } }))],
  [
    "incomplete details in a completed response",
    final((response) => Object.assign(response, { incomplete_details: { reason: "content_filter" } })),
  ],
  ["usage before the end", (events) => (Object.assign((events[0] as { response: Wire }).response, { usage: {} }), events)],
];

const FAILURES: [name: string, violate: (events: Wire[]) => Wire[]][] = [
  ["no error before response.failed", drop("error")],
  ["an error that is not nested", change("error", { error: undefined })],
  ["an error that is not flat", change("error", { code: undefined })],
  [
    "an error that is another in the end",
    final((response) => Object.assign(response, { error: { code: "server_error", message: "other" } })),
  ],
  ["an error that does not come last", swap("error", "response.output_text.delta")],
  ["a failed response without an error", final((response) => Object.assign(response, { error: null }))],
  [
    "an open item that is completed in the end",
    final((response) => Object.assign(response.output.at(-1) as Wire, { status: "completed" })),
  ],
];

describe("the grammar of a stream", () => {
  test("takes a lawful one", async () => {
    expect(assertStreamGrammar(await stream()).output).toHaveLength(3);
    expect(assertStreamGrammar(await stream(EVENTS.slice(0, 5), new Error("broken"))).status).toBe("failed");
  });

  test("takes another model in the end only where one may fall back", async () => {
    const events = final((response) => Object.assign(response, { model: "another" }))(await stream());
    expect(assertStreamGrammar(events, { mayFallBack: true }).model).toBe("another");
    expect(() => assertStreamGrammar(events)).toThrow(/'model'/);
  });

  test("takes the rest of a resumed one", async () => {
    const rest = (await stream()).slice(5);
    expect(assertStreamGrammar(rest, { startingAfter: 4 }).status).toBe("completed");
    expect(() => assertStreamGrammar(rest, { startingAfter: 5 })).toThrow();
    expect(() => assertStreamGrammar(rest)).toThrow();
  });

  test.each(VIOLATIONS)("rejects %s", async (_, violate) => {
    const events = violate(await stream());
    expect(() => assertStreamGrammar(events)).toThrow(/./);
  });

  test.each(FAILURES)("rejects %s", async (_, violate) => {
    const events = violate(await stream(EVENTS.slice(0, 5), new Error("broken")));
    expect(() => assertStreamGrammar(events)).toThrow(/./);
  });

  test.each([
    ["an incomplete response whose last item is not", "completed"],
    ["an incomplete item in a completed response", "incomplete"],
  ])("rejects %s", async (_, status) => {
    const cut: GenerationEvent[] = [
      ...EVENTS.slice(0, -1),
      { ...(EVENTS.at(-1) as Extract<GenerationEvent, { type: "finish" }>), reason: "length" },
    ];
    const events = await stream(status === "completed" ? cut : EVENTS);
    const done = events.findLast((event) => event.type === "response.output_item.done") as { item: Wire };
    Object.assign(done.item, { status });
    Object.assign(last(events).response.output.at(-1) as Wire, { status });
    expect(() => assertStreamGrammar(events)).toThrow(/incomplete|completed/);
  });
});

describe("the frames of a stream", () => {
  const text = async () => [
    ...(await stream()).map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`),
    "data: [DONE]\n\n",
  ];

  test("are taken, heartbeats among them", async () => {
    const frames = await text();
    expect(readEventStream(frames.toSpliced(3, 0, ": \n\n").join("")).events).toHaveLength(frames.length - 1);
  });

  test.each<[string, (frames: string[]) => string[]]>([
    ["without [DONE]", (frames) => frames.slice(0, -1)],
    ["without names", (frames) => frames.map((frame) => frame.replace(/^event: .*\n/, ""))],
    ["with another name", (frames) => frames.with(2, (frames[2] ?? "").replace("event: response.output_item.added", "event: message"))],
    ["with ids", (frames) => frames.map((frame) => `id: 1\n${frame}`)],
    ["with carriage returns", (frames) => frames.map((frame) => frame.replaceAll("\n", "\r\n"))],
    ["with two events in one", (frames) => frames.with(2, (frames[2] ?? "").trimEnd() + "\n")],
  ])("%s are rejected", async (_, violate) => {
    expect(() => readEventStream(violate([]).join(""))).toThrow(/./);
    const frames = violate(await text());
    expect(() => readEventStream(frames.join(""))).toThrow(/./);
  });
});
