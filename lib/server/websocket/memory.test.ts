import { expect, test } from "vitest";
import type { Remembered } from "@/lib/embed/responses/connection-memory";
import { createMemory } from "./memory";

const said = (text: string): Remembered => ({
  input: [{ type: "message", id: "msg_1", role: "user", status: "completed", content: [{ type: "input_text", text }] }],
  output: [],
});

test("what was kept is found until it is evicted or the connection ends", () => {
  const memory = createMemory();
  memory.keep("resp_1", said("a"));
  memory.keep("resp_2", said("b"));
  expect(memory.find("resp_1")).toEqual(said("a"));
  memory.evict("resp_1");
  expect([memory.find("resp_1"), memory.find("resp_2")]).toEqual([null, said("b")]);
  memory.forget();
  expect(memory.find("resp_2")).toBeNull();
});

test("the last 32 are remembered, or as many as 16 MB hold", () => {
  const memory = createMemory();
  for (let i = 0; i < 40; i++) memory.keep(`resp_${i}`, said("a"));
  expect([7, 8, 39].map((i) => memory.find(`resp_${i}`) !== null)).toEqual([false, true, true]);
  for (let i = 0; i < 3; i++) memory.keep(`large_${i}`, said("x".repeat(6_000_000)));
  expect(["resp_39", "large_0", "large_1", "large_2"].map((id) => memory.find(id) !== null)).toEqual([false, false, true, true]);
  memory.keep("huge", said("x".repeat(17_000_000)));
  expect(memory.find("huge")).toBeNull();
  memory.forget();
});

test("all connections together remember 256 MB, and one that ends makes room", () => {
  const memories = Array.from({ length: 20 }, createMemory);
  const large = said("x".repeat(15_000_000));
  for (const memory of memories) memory.keep("resp_1", large);
  const remembering = memories.filter((memory) => memory.find("resp_1") !== null);
  expect(remembering).toHaveLength(17);
  remembering[0]?.forget();
  const late = createMemory();
  late.keep("resp_1", large);
  expect(late.find("resp_1")).not.toBeNull();
  for (const memory of [...memories, late]) memory.forget();
});
