import { expect, test } from "vitest";
import { countTokens } from "@/lib/generation/tokens";
import { languageOf, tellingWords } from "./language";
import { passagesOf } from "./passages";
import { searchable } from "./searchable";

const SIZE = { tokensMax: 120, overlapTokens: 30 };
const sentence = (n: number) => `Sentence ${n} says something about the ${n}th cup of tea.`;

test("no passage is longer than it may be, nothing is lost, and each begins with the end of the one before", async () => {
  const blocks = Array.from({ length: 60 }, (_, n) => ({ text: sentence(n), page: 1 + Math.floor(n / 10) }));
  const passages = await passagesOf({ blocks }, SIZE);
  for (const { text } of passages) expect(await countTokens(text)).toBeLessThanOrEqual(SIZE.tokensMax);
  for (const { text } of blocks) expect(passages.some((passage) => passage.text.includes(text))).toBe(true);
  const firstLines = passages.slice(1).map(({ text }) => text.split("\n")[0] ?? "");
  expect(firstLines.every((line, index) => passages[index]?.text.includes(line))).toBe(true);
  expect(passages.at(-1)?.page).toBe(6);
});

test.each([
  ["one paragraph of sentences", Array.from({ length: 60 }, (_, n) => sentence(n)).join(" ")],
  ["one word without an end", "x".repeat(5_000)],
  ["letters of four bytes", "𝒳".repeat(2_000)],
  ["Chinese without spaces", "茶是一种饮料。".repeat(200)],
])("%s is cut where it has to be, and nothing of it is lost", async (_, text) => {
  const passages = await passagesOf({ blocks: [{ text }] }, { ...SIZE, overlapTokens: 0 });
  const bare = (of: string) => of.replace(/\s+/g, "");
  expect(bare(passages.map((passage) => passage.text).join(""))).toBe(bare(text));
  for (const passage of passages) expect(await countTokens(passage.text)).toBeLessThanOrEqual(SIZE.tokensMax + 2);
});

test("a heading begins a passage when the one before is full enough, and is told of those below it", async () => {
  const long = Array.from({ length: 6 }, (_, n) => sentence(n)).join(" ");
  const blocks = [{ text: "Tea", level: 1 }, { text: long }, { text: "Green tea", level: 2 }, { text: long }];
  const passages = await passagesOf({ blocks }, SIZE);
  expect(passages.map(({ heading }) => heading)).toEqual(["Tea", "Tea › Green tea"]);
});

test("the head of a table stands before each passage", async () => {
  const rows = Array.from({ length: 100 }, (_, n) => ({ text: `Town ${n} | ${n * 1_000}` }));
  const passages = await passagesOf({ prefix: "town | people", blocks: rows }, SIZE);
  expect(passages.length).toBeGreaterThan(3);
  expect(passages.every(({ text }) => text.startsWith("town | people\nTown"))).toBe(true);
});

test.each([
  ["The tea of the north is not as strong as that from the south.", "english"],
  ["Der Tee aus dem Norden ist nicht so stark wie der von der Küste.", "german"],
  ["Le thé du nord est une boisson que les gens aiment avec des gâteaux.", "french"],
  ["茶是一种饮料", "simple"],
  ["x = 1", "simple"],
])("%s is %s", (text, language) => expect(languageOf(text)).toBe(language));

test("of a question the telling words are kept", () => {
  expect(tellingWords("What is the revenue of Acme Inc. in Germany?", "english")).toEqual(["revenue", "Acme", "Inc", "Germany"]);
});

test("where a script has no spaces, pairs of letters are words", () => {
  expect(searchable("Tea 茶是饮料 ok").replace(/\s+/g, " ")).toBe("Tea 茶是 是饮 饮料 ok");
  expect(searchable("Grüße")).toBe("Grüße");
});
