import { ApiError } from "@/lib/errors";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { newId } from "@/lib/ids";

/** What a model says in one round. */
export interface Said {
  text?: string;
  reasoning?: string;
  calls?: [name: string, args: object | string][];
  usage?: [input: number, output: number];
  reason?: "length" | "content-filter";
}

/** A model that says what it is told to, round by round, and remembers what it was asked. */
export function scripted(rounds: Said[]): { ask: (request: GenerationRequest) => GenerationEvents; asked: GenerationRequest[] } {
  const asked: GenerationRequest[] = [];
  async function* ask(request: GenerationRequest): GenerationEvents {
    const said = rounds[asked.push(request) - 1];
    if (!said) throw new ApiError("upstream_failed", "The model was asked once more than it was told.");
    for (const event of eventsOf(said)) yield await Promise.resolve([event]);
  }
  return { ask, asked };
}

function* eventsOf({
  text,
  reasoning,
  calls = [],
  usage: [inputTokens, outputTokens] = [10, 5],
  reason,
}: Said): Generator<GenerationEvent> {
  if (reasoning !== undefined) {
    const id = newId("rs");
    yield { type: "reasoning-start", id };
    yield { type: "reasoning-delta", id, delta: reasoning };
    yield { type: "reasoning-end", id, state: { provider: "test", model: "m", blocks: [{ signature: "SIG1" }] } };
  }
  if (text !== undefined) {
    const id = newId("msg");
    yield { type: "text-start", id };
    for (const delta of text.match(/[\s\S]{1,7}/g) ?? []) yield { type: "text-delta", id, delta };
    yield { type: "text-end", id };
  }
  // As providers do that number their calls: all begin, then their arguments come.
  const begun = calls.map(([name, args]) => ({ id: newId("fc"), callId: newId("call"), name, args }));
  for (const { id, callId, name } of begun) yield { type: "tool-call-start", id, callId, name };
  for (const { id, args } of begun) yield { type: "tool-call-delta", id, delta: typeof args === "string" ? args : JSON.stringify(args) };
  for (const { id } of begun) yield { type: "tool-call-end", id };
  const usage = { inputTokens, cachedTokens: 0, outputTokens, reasoningTokens: 0 };
  yield { type: "finish", reason: reason ?? (calls.length > 0 ? "tool-calls" : "stop"), usage };
}
