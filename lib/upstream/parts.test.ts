import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { append, emptyCollected } from "@/lib/generation/collect";
import type { GenerationEvent, Usage } from "@/lib/generation/event";
import { createParts } from "./parts";

const usage: Usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };
const typesOf = (events: GenerationEvent[]) => events.map(({ type }) => type);

/** Throws unless each item ends before the next one starts, and gives the items. */
function itemsOf(events: readonly GenerationEvent[]) {
  const collected = emptyCollected();
  let open: string | null = null;
  for (const event of events) {
    append(collected, event);
    if (event.type === "finish") continue;
    if (event.type.endsWith("-start")) {
      if (open !== null) throw new Error(`${event.id} starts while ${open} is open.`);
      open = event.id;
    } else if (event.id !== open) throw new Error(`${event.type} of ${event.id} comes while ${open} is open.`);
    if (event.type.endsWith("-end")) open = null;
  }
  return collected.items;
}

test("pictures are shown up to what a client can send back; of those behind it words say that they came", () => {
  const parts = createParts();
  const url = `data:image/png;base64,iVBORw0KGgo${"A".repeat(1_500_001)}`;
  expect(typesOf(parts.picture(url))).toEqual(["text-start", "picture"]);
  expect(parts.picture(url)).toEqual([
    expect.objectContaining({ type: "text-delta", delta: expect.stringContaining("too large to be shown here (1.1 MB)") }),
  ]);
  expect(typesOf(parts.finish("stop", usage))).toEqual(["text-end", "finish"]);
});

describe("calls of one answer", () => {
  test("a call that is whole ends as soon as the next one starts", () => {
    const parts = createParts();
    parts.callStart("0", "call_a", "find");
    parts.callDelta("0", '{"a":"}"');
    parts.callDelta("0", "}");
    expect(typesOf(parts.callStart("1", "call_b", "find"))).toEqual(["tool-call-end", "tool-call-start"]);
    expect(typesOf(parts.callDelta("1", "{}"))).toEqual(["tool-call-delta"]);
    expect(typesOf(parts.finish("stop", usage))).toEqual(["tool-call-end", "finish"]);
  });

  test("what follows a call that is not whole waits until it is, and then comes at once", () => {
    const parts = createParts();
    parts.callStart("0", "call_a", "find");
    parts.callDelta("0", '{"a":');
    expect(parts.callStart("1", "call_b", "find")).toEqual([]);
    expect(parts.callDelta("1", '{"b":')).toEqual([]);
    expect(parts.text("Then.")).toEqual([]);
    expect(typesOf(parts.callDelta("0", "1}"))).toEqual(["tool-call-delta", "tool-call-end", "tool-call-start", "tool-call-delta"]);
    expect(typesOf(parts.callDelta("1", "2}"))).toEqual(["tool-call-delta", "tool-call-end", "text-start", "text-delta"]);
  });

  test("mixed in any way, everything comes whole and one after the other", () => {
    const said = fc.oneof(
      fc.record({ type: fc.constant("call" as const), args: fc.jsonValue({ maxDepth: 2 }) }),
      fc.record({ type: fc.constantFrom("text" as const, "refusal" as const, "reasoning" as const), text: fc.string({ minLength: 1 }) }),
    );
    fc.assert(
      fc.property(fc.array(said, { maxLength: 6 }), fc.array(fc.nat(99), { minLength: 60, maxLength: 60 }), (things, choices) => {
        const parts = createParts();
        const events: GenerationEvent[] = [];
        const written = things.map((thing) => ("text" in thing ? thing.text : JSON.stringify({ args: thing.args })));
        const left = things.map((thing, index) => {
          const [first, rest] = [(written[index] ?? "").slice(0, 3), (written[index] ?? "").slice(3)];
          if (thing.type !== "call") return [() => parts[thing.type](first), () => parts[thing.type](rest)];
          const key = String(index);
          return [() => parts.callStart(key, null, "find"), () => parts.callDelta(key, first), () => parts.callDelta(key, rest)];
        });
        for (let step = 0; left.some((steps) => steps.length > 0); step++) {
          const open = left.filter((steps) => steps.length > 0);
          events.push(...(open[(choices[step % choices.length] ?? 0) % open.length]?.shift()?.() ?? []));
        }
        events.push(...parts.finish("stop", usage));
        const calls = itemsOf(events).flatMap((item) => (item.type === "function_call" ? [item.arguments] : []));
        expect(calls.toSorted()).toEqual(written.filter((_, index) => things[index]?.type === "call").toSorted());
        const words = (type: string) =>
          events.map((event) => (event.type === `${type}-delta` && "delta" in event ? event.delta : "")).join("");
        for (const type of ["text", "refusal", "reasoning"])
          expect(words(type)).toHaveLength(
            things.map((thing) => ("text" in thing && thing.type === type ? thing.text : "")).join("").length,
          );
      }),
    );
  });

  test("what a provider wants back ends the reasoning it belongs to, or one without words, also behind a call that is not whole", () => {
    const parts = createParts();
    const state = (name: string) => ({ provider: "p", model: "m", blocks: [{ name }] });
    const events = [
      ...parts.reasoning("Hm."),
      ...parts.reasoningEnd(state("a")),
      ...parts.reasoningEnd(state("b")),
      ...parts.callStart("0", null, "find"),
      ...parts.callDelta("0", "{"),
      ...parts.reasoning("So."),
      ...parts.reasoningEnd(state("c")),
      ...parts.reasoning("Then."),
      ...parts.callDelta("0", "}"),
      ...parts.finish("stop", usage),
    ];
    expect(itemsOf(events)).toMatchObject([
      { summary: [{ text: "Hm." }], state: state("a") },
      { summary: [{ text: "" }], state: state("b") },
      { type: "function_call", arguments: "{}" },
      { summary: [{ text: "So." }], state: state("c") },
      { summary: [{ text: "Then." }], status: "completed" },
    ]);
  });

  test("a hundred thousand pieces of calls that wait cost no more than their number", () => {
    const parts = createParts();
    const events: GenerationEvent[] = [];
    for (let call = 0; call < 1_000; call++) events.push(...parts.callStart(String(call), null, "find"));
    for (let piece = 0; piece < 100; piece++) for (let call = 0; call < 1_000; call++) events.push(...parts.callDelta(String(call), "1"));
    events.push(...parts.finish("stop", usage));
    expect(itemsOf(events)).toHaveLength(1_000);
    expect(events).toHaveLength(1_000 * 102 + 1);
  });
});
