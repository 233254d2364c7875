import fc from "fast-check";
import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import { describe, expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent } from "@/lib/generation/event";
import { type Stamp, toChatCompletion, toChunkFrames } from "./encode";
import { oneByOne, singly } from "@/tests/generation/batches";

const STAMP: Stamp = { id: "chatcmpl-1", created: 1, model: "m" };

const part = fc.oneof(
  fc.array(fc.string()).map((deltas) => ({ kind: "text" as const, deltas })),
  fc.array(fc.string()).map((deltas) => ({ kind: "reasoning" as const, deltas })),
  fc.array(fc.string()).map((deltas) => ({ kind: "tool-call" as const, deltas })),
);

function toEvents(parts: { kind: "text" | "reasoning" | "tool-call"; deltas: string[] }[]): GenerationEvent[] {
  const events = parts.flatMap(({ kind, deltas }, i): GenerationEvent[] => {
    const id = `i_${i}`;
    const start: GenerationEvent =
      kind === "tool-call" ? { type: "tool-call-start", id, callId: `call_${i}`, name: `f${i}` } : { type: `${kind}-start`, id };
    return [start, ...deltas.map((delta): GenerationEvent => ({ type: `${kind}-delta`, id, delta })), { type: `${kind}-end`, id }];
  });
  return [...events, { type: "finish", reason: "stop", usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 2, reasoningTokens: 0 } }];
}

async function* chunksOf(events: GenerationEvent[], options = { includeUsage: true, obfuscate: false }, stamp = STAMP) {
  for await (const frame of singly(toChunkFrames(oneByOne(events), stamp, options))) {
    const [, data = ""] = /^data: (.*)\n\n$/.exec(frame) ?? [];
    yield JSON.parse(data) as ChatCompletionChunk;
  }
}

/** What a client makes of the chunks. */
async function fold(events: GenerationEvent[]) {
  let content: string | null = null;
  const calls: { id: string; type: string; function: { name: string; arguments: string } }[] = [];
  for await (const { choices } of chunksOf(events)) {
    const delta = choices[0]?.delta;
    if (typeof delta?.content === "string") content = (content ?? "") + delta.content;
    for (const { index, id, function: call } of delta?.tool_calls ?? []) {
      calls[index] ??= { id: id ?? "", type: "function", function: { name: call?.name ?? "", arguments: "" } };
      calls[index].function.arguments += call?.arguments ?? "";
    }
  }
  return { content: content ?? "", calls };
}

describe("the two forms of an answer", () => {
  test("what a client adds up from the chunks is the answer that is not streamed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const events = toEvents(parts);
        const { message } = toChatCompletion(await collect(oneByOne(events)), STAMP).choices[0] ?? {};
        expect(await fold(events)).toEqual({ content: message?.content ?? "", calls: message?.tool_calls ?? [] });
      }),
    );
  });

  test("reasoning is in neither", async () => {
    const events = toEvents([
      { kind: "reasoning", deltas: ["hidden"] },
      { kind: "text", deltas: ["shown"] },
    ]);
    expect(JSON.stringify(toChatCompletion(await collect(oneByOne(events)), STAMP))).not.toContain("hidden");
    for await (const chunk of chunksOf(events)) expect(JSON.stringify(chunk)).not.toContain("hidden");
  });

  test("every chunk is whole JSON with the same members, whatever the model is called", async () => {
    const stamp = { ...STAMP, model: 'a"delta":{},"finish_reason":null\\' };
    const events = toEvents([{ kind: "text", deltas: ["one", '"delta":{}'] }]);
    const chunks: ChatCompletionChunk[] = [];
    for await (const chunk of chunksOf(events, { includeUsage: true, obfuscate: true }, stamp)) chunks.push(chunk);
    const common = { ...stamp, object: "chat.completion.chunk", service_tier: "default" };
    expect(chunks).toEqual(chunks.map(() => expect.objectContaining(common)));
    expect(chunks.map(({ choices }) => choices)).toEqual([
      [{ index: 0, delta: { role: "assistant", content: "", refusal: null }, logprobs: null, finish_reason: null }],
      [{ index: 0, delta: { content: "one" }, logprobs: null, finish_reason: null }],
      [{ index: 0, delta: { content: '"delta":{}' }, logprobs: null, finish_reason: null }],
      [{ index: 0, delta: {}, logprobs: null, finish_reason: "stop" }],
      [],
    ]);
    expect(chunks.map(({ usage }) => usage?.total_tokens ?? usage)).toEqual([null, null, null, null, 3]);
    expect(chunks.map((chunk) => typeof Reflect.get(chunk, "obfuscation"))).toEqual([
      "undefined",
      "string",
      "string",
      "undefined",
      "undefined",
    ]);
  });
});
