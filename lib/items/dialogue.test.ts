import fc from "fast-check";
import { expect, test } from "vitest";
import type { Item, StoredItem } from "@/lib/generation/item";
import { pack, unpack } from "./compaction";
import { toDialogue } from "./dialogue";

const say = (role: "user" | "assistant", text: string, id = `msg_${text}`): Item => ({
  type: "message",
  id,
  role,
  status: "completed",
  content: role === "user" ? [{ type: "input_text", text }] : [{ type: "output_text", text, annotations: [], logprobs: [] }],
});
const DIALOGUE = [say("user", "a"), say("assistant", "b"), say("user", "c"), say("assistant", "d")];

test("a packed dialogue opens as it was, any text in it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "\0", "é", "😀", "\ud800", "\\", '"', "\n") })), (texts) => {
      const items = texts.map((text, i) => say("user", text, `msg_${i}`));
      expect(unpack(pack(items, "ws_1"), "ws_1")).toEqual(items);
    }),
  );
});

test("packing makes a long dialogue shorter over the wire, and two packings differ", () => {
  const long = Array.from({ length: 200 }, (_, i) => say("user", "the same words again and again ".repeat(20), `msg_${i}`));
  expect(pack(long, "ws_1").encrypted_content.length).toBeLessThan(JSON.stringify(long).length / 20);
  expect(pack(long, "ws_1").encrypted_content).not.toBe(pack(long, "ws_1").encrypted_content);
});

test("a packed dialogue is read in its place, between what stands around it", () => {
  const window: StoredItem[] = [say("user", "0"), pack(DIALOGUE, "ws_1"), say("user", "e")];
  expect(toDialogue(window, "ws_1")).toEqual([say("user", "0"), ...DIALOGUE, say("user", "e")]);
});

test("400 for one that was stored under another key", () => {
  const foreign: StoredItem = { type: "compaction", id: "cmp_1", encrypted_content: "AQ".repeat(40) };
  expect(() => toDialogue([foreign], "ws_1")).toThrow(expect.objectContaining({ status: 400, param: "input" }));
});
