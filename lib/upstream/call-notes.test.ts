import { describe, expect, test } from "vitest";
import { findCallNote, keepCallNote } from "./call-notes";

const id = (name: string) => `call_0123456789_${name}`;

describe("what came along with a call", () => {
  test("is found by model and call, and not by another model", () => {
    keepCallNote("claude", id("a"), [{ type: "thinking" }]);
    expect(findCallNote("claude", id("a"))).toEqual([{ type: "thinking" }]);
    expect(findCallNote("gemini", id("a"))).toBeNull();
    expect(findCallNote("claude", id("other"))).toBeNull();
  });

  test("is not kept under an id that can be guessed, nor beyond a size", () => {
    keepCallNote("claude", "call_1", [{ type: "thinking" }]);
    keepCallNote("claude", id("large"), [{ thinking: "x".repeat(200_001) }]);
    expect(findCallNote("claude", "call_1")).toBeNull();
    expect(findCallNote("claude", id("large"))).toBeNull();
  });

  test("gives way to newer ones, by number and by size", () => {
    keepCallNote("m", id("first"), [{ a: 1 }]);
    for (let i = 0; i < 2_000; i++) keepCallNote("m", id(`n${i}`), [{ a: i }]);
    expect(findCallNote("m", id("first"))).toBeNull();
    expect(findCallNote("m", id("n0"))).toEqual([{ a: 0 }]);
    for (let i = 0; i < 81; i++) keepCallNote("m", id(`big${i}`), [{ thinking: "x".repeat(199_900) }]);
    expect(findCallNote("m", id("n1999"))).toBeNull();
    expect(findCallNote("m", id("big0"))).toBeNull();
    expect(findCallNote("m", id("big80"))).not.toBeNull();
  });
});
