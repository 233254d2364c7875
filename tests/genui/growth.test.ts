import { createParser } from "@openuidev/lang-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { GenerationEvent } from "@/lib/generation/event";
import { DEFAULT_UI } from "@/lib/generation/request";
import { library } from "@/lib/genui/library/library";
import { unwrapAssistant } from "@/lib/genui/read/envelope";
import type { Payload } from "@/lib/genui/payload";
import { toUi } from "@/lib/genui/to-ui";
import { type ClientParser, currentParser, rendererParser } from "./clients";
import { GROWING } from "./growth";
import { oneByOne, singly } from "@/tests/generation/batches";

const parser = createParser(library.toJSONSchema(), "Card");
const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };
let older: () => ClientParser;

beforeAll(async () => {
  older = await rendererParser();
});

function* written(text: string, length: number): Generator<GenerationEvent> {
  yield { type: "text-start", id: "m" };
  for (let at = 0; at < text.length; at += length) yield { type: "text-delta", id: "m", delta: text.slice(at, at + length) };
  yield { type: "text-end", id: "m" };
  yield { type: "finish", reason: "stop", usage };
}

/** The answer to what a model wrote, delta by delta. */
async function answered(text: string, length: number, payload: Payload): Promise<string[]> {
  const deltas: string[] = [];
  for await (const event of singly(toUi(oneByOne(written(text, length)), DEFAULT_UI, { payload, library: null })))
    if (event.type === "text-delta") deltas.push(event.delta);
  return deltas;
}

/** What an answer takes as a string of JSON, as every transport sends it. */
const wire = (deltas: readonly string[]): number => deltas.reduce((sum, delta) => sum + JSON.stringify(delta).length - 2, 0);

/** A dozen beginnings of an answer that end with a line, and all of it. */
function beginnings(text: string): string[] {
  const ends = Array.from({ length: 12 }, (_, index) => text.indexOf("\n", Math.floor((text.length * index) / 12)) + 1);
  return [...ends, text.length].map((end) => text.slice(0, end || text.length));
}

describe.each(GROWING)("$name", ({ text, words }) => {
  describe.each(["c1", "openui"] as const)("as %s", (payload) => {
    test.each([
      ["one character", 1],
      ["all of it", Number.POSITIVE_INFINITY],
    ])("%s a delta: at most 4 times as much leaves, and 64 KB, and every word is drawn", { timeout: 60_000 }, async (_, length) => {
      const deltas = await answered(text, Math.min(length, text.length), payload);
      expect(wire(deltas)).toBeLessThanOrEqual(4 * text.length + 65_536);
      const { root, meta } = parser.parse(unwrapAssistant(deltas.join("")));
      expect(meta.errors).toEqual([]);
      expect(meta.unresolved).toEqual([]);
      const drawn = JSON.stringify(root?.props);
      expect(words.filter((word) => !drawn.includes(word))).toEqual([]);
    });
  });

  test.each(["current", "renderer's"])("every beginning of it has a root (%s parser)", { timeout: 60_000 }, async (which) => {
    const client = (which === "current" ? currentParser : older)();
    const roots = beginnings((await answered(text, text.length, "openui")).join("")).map(
      (beginning) => client.set(beginning).root?.typeName,
    );
    expect(new Set(roots)).toEqual(new Set(["Card"]));
  });
});

test("the root of a long answer is written a few times", async () => {
  const text = Array.from({ length: 150 }, (_, n) => `Sentence ${n}.\nh${n} = Header("Heading ${n}")`).join("\n");
  const out = (await answered(text, 7, "openui")).join("");
  expect(out.match(/^root = /gm)?.length).toBeLessThan(25);
});

test("what repeats a large element leaves room for what comes after it", async () => {
  const big = `big = TextContent("${"many words about bolts ".repeat(3000)}")`;
  const text = `root = Card([${Array.from({ length: 50 }, (_, n) => `x${n}`).join(", ")}, last])\n${big}\n${Array.from(
    { length: 50 },
    (_, n) => `x${n} = Accordion([AccordionItem("v", "Trigger ${n}", [big])])`,
  ).join("\n")}\nlast = Header("The last of it")`;
  const out = (await answered(text, text.length, "openui")).join("");
  expect(out).toContain('last = Header("The last of it")');
});
