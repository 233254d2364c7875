import { countTokens as countO200k } from "gpt-tokenizer/encoding/o200k_base";
import { expect, test } from "vitest";
import { countTokens, countTokensOfLines, cutAtTokens } from "./tokens";

const PROSE =
  "The lighthouse keeper's log: 1,204 ships passed in 1911 — “none” sank.\n  Twice\tas many (2.5×) by night. Größe 日本語の文章 🙂. ";

test("counts what the o200k_base encoding counts", async () => {
  expect(await countTokens("hello world")).toBe(2);
  expect(await countTokens("")).toBe(0);
});

test("a text counted in slices counts as it does in one go", async () => {
  const text = PROSE.repeat(400);
  expect(await countTokens(text)).toBe(countO200k(text));
});

test("a marker of the encoding inside a text is text, not an error", async () => {
  expect(await countTokens("<|endoftext|>")).toBeGreaterThan(1);
});

const LETTERS = Array.from({ length: 400_000 }, (_, i) => String.fromCharCode(97 + ((i * i * 31 + i * 7) % 26))).join("");

test.each([
  ["one letter", "a".repeat(4_000_000)],
  ["letters without a word", LETTERS],
  ["Chinese", "日本語".repeat(100_000)],
  ["dashes", "-".repeat(1_000_000)],
  ["blanks", " ".repeat(1_000_000)],
  ["line breaks", "\n".repeat(1_000_000)],
  ["emoji", "🙂".repeat(100_000)],
  ["digits", "7".repeat(400_000)],
])("%s without an end are counted while the process does other work", { timeout: 60_000 }, async (_, text) => {
  let turns = 0;
  let turn = setImmediate(function next() {
    turns++;
    turn = setImmediate(next);
  });
  // In time of the processor, which a busy machine does not add to.
  const before = process.cpuUsage();
  expect(await countTokens(text)).toBeGreaterThan(text.length / 200);
  const { user, system } = process.cpuUsage(before);
  clearImmediate(turn);
  expect((user + system) / 1_000 / (turns + 1)).toBeLessThan(30);
});

test("the beginning of as many tokens", async () => {
  const text = PROSE.repeat(400);
  for (const tokensMax of [0, 1, 7, 5_000, 9_999]) {
    const beginning = await cutAtTokens(text, tokensMax);
    expect(text.startsWith(beginning)).toBe(true);
    expect(countO200k(beginning)).toBeLessThanOrEqual(tokensMax);
    expect(countO200k(text.slice(0, beginning.length + 8))).toBeGreaterThan(tokensMax);
  }
  expect(await cutAtTokens("Hello", 50)).toBe("Hello");
});

test("texts are counted as their lines, however long they are", async () => {
  for (const times of [1, 900]) {
    const texts = ["What is 15% of 240?\n\nThanks. ".repeat(times), "Café 😀 ".repeat(times), ""];
    const exact = await countTokens(texts.join("\n"));
    expect(Math.abs((await countTokensOfLines(texts)) - exact)).toBeLessThanOrEqual(texts.length);
  }
  expect(await countTokensOfLines(["a", "b"])).toBe(await countTokens("a\nb"));
});
