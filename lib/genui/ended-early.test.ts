import { expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import type { FinishReason, GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { textOf } from "@/lib/generation/item";
import { DEFAULT_UI } from "@/lib/generation/request";
import { toUi } from "./to-ui";

async function* saying(words: string, reason: FinishReason): GenerationEvents {
  const said: GenerationEvent[] = [
    { type: "text-start", id: "msg_1" },
    { type: "text-delta", id: "msg_1", delta: words },
    { type: "text-end", id: "msg_1" },
  ];
  const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };
  yield [...(words === "" ? [] : said), { type: "finish", reason, usage }];
}

test.each([
  ["length", "Here is", "limit of its length"],
  ["length", "", "limit of its length"],
  ["content-filter", "Here is", "content filter"],
  ["content-filter", "", "content filter"],
] as const)("an answer that ends by %s after '%s' names the %s, and nothing else", async (reason, words, cause) => {
  const { items } = await collect(toUi(saying(words, reason), DEFAULT_UI));
  const shown = items[0]?.type === "message" ? textOf(items[0]) : "";
  expect(shown).toContain(words);
  expect(["limit of its length", "content filter"].filter((one) => shown.includes(one))).toEqual([cause]);
});
