import { expect, test } from "vitest";
import { oneByOne } from "@/tests/generation/batches";
import { collect } from "./collect";
import type { GenerationEvent } from "./event";

const USAGE = { inputTokens: 1, cachedTokens: 0, outputTokens: 2, reasoningTokens: 0 };

test("what is said does not depend on how it was cut into deltas", async () => {
  const events = (deltas: string[]): GenerationEvent[] => [
    { type: "text-start", id: "m" },
    ...deltas.map((delta) => ({ type: "text-delta", id: "m", delta }) as const),
    { type: "text-end", id: "m" },
    { type: "finish", reason: "stop", usage: USAGE },
  ];
  expect(await collect(oneByOne(events(["ab", "c"])))).toEqual(await collect(oneByOne(events(["a", "b", "", "c"]))));
});

test("calls that interleave stay apart", async () => {
  const result = await collect(
    oneByOne([
      { type: "tool-call-start", id: "1", callId: "a", name: "f" },
      { type: "tool-call-start", id: "2", callId: "b", name: "g" },
      { type: "tool-call-delta", id: "2", delta: "{}" },
      { type: "tool-call-delta", id: "1", delta: "[]" },
      { type: "tool-call-end", id: "1" },
      { type: "tool-call-end", id: "2" },
      { type: "finish", reason: "tool-calls", usage: USAGE },
    ]),
  );
  expect(result.items).toMatchObject([
    { call_id: "a", name: "f", arguments: "[]", status: "completed" },
    { call_id: "b", name: "g", arguments: "{}", status: "completed" },
  ]);
});

test("a stream without its finish event is an error, not a short answer", async () => {
  await expect(collect(oneByOne([{ type: "text-start", id: "m" }]))).rejects.toThrow(/finish/);
});

test("a delta for something that has not started is an error", async () => {
  await expect(collect(oneByOne([{ type: "text-delta", id: "m", delta: "x" }]))).rejects.toThrow(/has not started/);
});
