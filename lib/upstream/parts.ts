import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import { newId } from "@/lib/ids";

/** Turns what a provider says piece by piece into well-formed generation events: every start gets its end, in order. */
export interface Parts {
  text(delta: string): GenerationEvent[];
  reasoning(delta: string): GenerationEvent[];
  /** `key` is the provider's own handle of the call; a provider without call ids gets one minted. */
  callStart(key: string, callId: string | null, name: string): GenerationEvent[];
  callDelta(key: string, delta: string): GenerationEvent[];
  callEnd(key: string): GenerationEvent[];
  finish(reason: FinishReason, usage: Usage): GenerationEvent[];
  /** Everything the model has written, for a provider that reports no usage. */
  written(): string;
}

export function createParts(): Parts {
  let open: { type: "text" | "reasoning"; id: string } | null = null;
  let called = false;
  const calls = new Map<string, string>();
  const pieces: string[] = [];

  const closeOpen = (): GenerationEvent[] => {
    if (!open) return [];
    const event = { type: `${open.type}-end`, id: open.id } as const;
    open = null;
    return [event];
  };
  const grow = (type: "text" | "reasoning", delta: string): GenerationEvent[] => {
    if (delta === "") return [];
    pieces.push(delta);
    const events: GenerationEvent[] = open?.type === type ? [] : closeOpen();
    const part = open?.type === type ? open : { type, id: newId(type === "text" ? "msg" : "rs") };
    if (open !== part) events.push({ type: `${type}-start`, id: part.id });
    open = part;
    events.push({ type: `${type}-delta`, id: part.id, delta });
    return events;
  };
  const callEnd = (key: string): GenerationEvent[] => {
    const id = calls.get(key);
    if (!calls.delete(key) || !id) return [];
    return [{ type: "tool-call-end", id }];
  };

  return {
    text: (delta) => grow("text", delta),
    reasoning: (delta) => grow("reasoning", delta),
    callStart(key, callId, name) {
      called = true;
      const id = newId("fc");
      const events = [...closeOpen(), ...callEnd(key)];
      calls.set(key, id);
      pieces.push(name);
      return [...events, { type: "tool-call-start", id, callId: callId || newId("call"), name }];
    },
    callDelta(key, delta) {
      const id = calls.get(key);
      if (!id || delta === "") return [];
      pieces.push(delta);
      return [{ type: "tool-call-delta", id, delta }];
    },
    callEnd,
    finish(reason, usage) {
      const ends = [...closeOpen(), ...[...calls.keys()].flatMap(callEnd)];
      // Some providers say "stop" after a call.
      return [...ends, { type: "finish", reason: called && reason === "stop" ? "tool-calls" : reason, usage }];
    },
    written: () => pieces.join(""),
  };
}
