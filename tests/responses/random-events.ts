import fc from "fast-check";
import type { FinishReason, GenerationEvent, GenerationEvents } from "@/lib/generation/event";

interface Draft {
  kind: "text" | "refusal" | "reasoning" | "tool-call";
  deltas: string[];
}

const drafts = fc.array(
  fc.record({
    kind: fc.constantFrom<Draft["kind"][]>("text", "refusal", "reasoning", "tool-call"),
    deltas: fc.array(fc.string({ unit: "grapheme", maxLength: 12 }), { maxLength: 5 }),
  }),
  { maxLength: 6 },
);
const reason = fc.constantFrom<FinishReason[]>("stop", "length", "tool-calls", "content-filter");
const PREFIXES = { text: "msg", refusal: "msg", reasoning: "rs", "tool-call": "fc" } as const;

/** Whole generations of any items, the events of different items mixed in any way that keeps each item's own order. */
export const anyGeneration: fc.Arbitrary<GenerationEvent[]> = fc
  .tuple(drafts, reason, fc.array(fc.nat(99), { minLength: 50, maxLength: 50 }), fc.nat(500), fc.nat(500))
  .map(([items, finish, choices, inputTokens, outputTokens]) => [
    ...mixed(items.map(eventsOf), choices),
    {
      type: "finish",
      reason: finish,
      usage: { inputTokens, cachedTokens: inputTokens >> 1, outputTokens, reasoningTokens: outputTokens >> 1 },
    },
  ]);

function eventsOf({ kind, deltas }: Draft, index: number): GenerationEvent[] {
  const id = `${PREFIXES[kind]}_${index}`;
  const start: GenerationEvent =
    kind === "tool-call" ? { type: "tool-call-start", id, callId: `call_${index}`, name: `tool_${index}` } : { type: `${kind}-start`, id };
  return [start, ...deltas.map((delta): GenerationEvent => ({ type: `${kind}-delta`, id, delta })), { type: `${kind}-end`, id }];
}

function mixed(items: GenerationEvent[][], choices: number[]): GenerationEvent[] {
  const rest = items.filter((events) => events.length > 0);
  const events: GenerationEvent[] = [];
  while (rest.length > 0) {
    const at = (choices[events.length] ?? 0) % rest.length;
    const [event, ...later] = rest[at] as [GenerationEvent, ...GenerationEvent[]];
    events.push(event);
    if (later.length > 0) rest[at] = later;
    else rest.splice(at, 1);
  }
  return events;
}

/** The events one by one; after them `failure` is thrown, when there is one. */
export async function* played(events: readonly GenerationEvent[], failure?: unknown): GenerationEvents {
  for (const event of events) yield await Promise.resolve([event]);
  if (failure !== undefined) throw failure;
}
