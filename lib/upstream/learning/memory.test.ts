import { expect, test } from "vitest";
import { asLearnt, recall, remember } from "./memory";

const LEARNT_MAX = 1_000;
const lesson = { type: "leave-out", path: "temperature" } as const;
const knows = (address: string, model: string) => recall(address, model).changes.has("temperature");
const ignored = () => undefined;

test("what was learnt of a model holds for that model at that address alone", () => {
  remember("http://a.example/v1", "m", lesson);
  expect(asLearnt({ temperature: 1, model: "m" }, recall("http://a.example/v1", "m"), ignored)).toEqual({ model: "m" });
  expect(knows("http://a.example/v1", "other")).toBe(false);
  expect(knows("http://b.example/v1", "m")).toBe(false);
});

test("the format of an address holds for every model there, that of a model for it alone", () => {
  remember("http://c.example/v1", "m", { type: "format", path: "chat/completions", scope: "address" });
  remember("http://d.example/v1", "m", { type: "format", path: "responses", scope: "model" });
  expect(recall("http://c.example/v1", "other").format).toBe("chat/completions");
  expect(recall("http://d.example/v1", "m").format).toBe("responses");
  expect(recall("http://d.example/v1", "other").format).toBeNull();
});

test("the longest unused gives way, what is used stays", () => {
  remember("http://e.example/v1", "used", lesson);
  remember("http://e.example/v1", "unused", lesson);
  for (let i = 0; i < LEARNT_MAX - 1; i++) {
    remember("http://e.example/v1", `m${i}`, lesson);
    recall("http://e.example/v1", "used");
  }
  expect(knows("http://e.example/v1", "used")).toBe(true);
  expect(knows("http://e.example/v1", "unused")).toBe(false);
});
