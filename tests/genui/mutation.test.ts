import { readdirSync, readFileSync } from "node:fs";
import { createParser } from "@openuidev/lang-core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { unwrapAssistant } from "@/lib/genui/envelope";
import { library } from "@/lib/genui/library";
import { createStage } from "@/lib/genui/stage";
import { type ClientParser, childrenOf, rendererParser } from "./clients";
import { HOSTILE } from "./hostile";
import { OUTPUTS } from "./outputs";

const SAMPLES = new URL("./samples/", import.meta.url);
const SOURCES = [
  ...OUTPUTS.map((output) => output.text),
  ...readdirSync(SAMPLES).map((file) => unwrapAssistant(readFileSync(new URL(file, SAMPLES), "utf8"))),
  ...HOSTILE,
];
const SNIPPETS = [
  '"',
  "'",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "=",
  "\n",
  "\\",
  "```",
  "null",
  "NaN",
  "Infinity",
  "$x",
  "@Count(",
  "root = ",
  "Card(",
  "<content>",
  "</content>",
  "&quot;",
  "\u202e",
  "\ud800",
  " + ",
  "?",
  "undefined",
  "-",
  "1e999",
  "//",
  "#",
  "javascript:",
];
const parser = createParser(library.toJSONSchema(), "Card");
let older: () => ClientParser;

beforeAll(async () => {
  older = await rendererParser();
});

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(30),
  kind: fc.constantFrom("delete", "insert", "repeat", "cut", "swap"),
  snippet: fc.constantFrom(...SNIPPETS),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutated(text: string, { at, length, kind, snippet }: Mutation): string {
  const from = Math.floor(at * text.length);
  const piece = text.slice(from, from + length);
  switch (kind) {
    case "delete":
      return text.slice(0, from) + text.slice(from + length);
    case "insert":
      return text.slice(0, from) + snippet + text.slice(from);
    case "repeat":
      return text.slice(0, from) + piece + text.slice(from);
    case "cut":
      return text.slice(0, from);
    case "swap":
      return text.slice(0, from) + text.slice(from + length, from + 2 * length) + piece + text.slice(from + 2 * length);
  }
}

function staged(text: string, lengths: number[]): string[] {
  const stage = createStage(DEFAULT_UI);
  const out: string[] = [];
  let turn = 0;
  for (let at = 0; at < text.length; ) {
    const length = lengths[turn++ % lengths.length] ?? 1;
    out.push(stage.push(text.slice(at, at + length)));
    at += length;
  }
  out.push(stage.end("whole", false));
  return out.filter(Boolean);
}

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

test("any damage to any output, in any pieces, ends valid, and no client ever loses the root", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.constantFrom(...SOURCES), fc.array(mutation, { minLength: 1, maxLength: 4 }), lengths, (source, mutations, pieces) => {
      const text = mutations.reduce(mutated, source);
      const out = staged(text, pieces);
      const whole = parser.parse(out.join(""));
      expect(whole.meta.errors).toEqual([]);
      expect(whole.meta.unresolved).toEqual([]);
      expect(whole.root?.typeName).toBe("Card");
      expect(childrenOf(whole.root).length).toBeGreaterThan(0);
      expect(whole.root?.hasDynamicProps).toBe(false);
      const client = older();
      let seen = "";
      let most = 0;
      for (const piece of out) {
        seen += piece;
        const { root } = client.set(seen);
        expect(root?.typeName).toBe("Card");
        const count = childrenOf(root).length;
        expect(count).toBeGreaterThanOrEqual(most);
        most = count;
      }
    }),
    { numRuns: 1000, seed: 20_261_122 },
  );
});

test("any text at all ends as something to read", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), lengths, (text, pieces) => {
      const { root, meta } = parser.parse(staged(text, pieces).join(""));
      expect(meta.errors).toEqual([]);
      expect(childrenOf(root).length).toBeGreaterThan(0);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("a client that gets one character at a time keeps what it has shown", { timeout: 60_000 }, () => {
  for (const { name, text } of OUTPUTS) {
    const client = older();
    let seen = "";
    let most = 0;
    for (const character of staged(text, [9]).join("")) {
      seen += character;
      const parsed = client.set(seen);
      if (!seen.includes("\n")) continue;
      expect({ name, seen, root: parsed.root?.typeName }).toEqual({ name, seen, root: "Card" });
      const count = childrenOf(parsed.root).length;
      expect({ name, seen, isLess: count < most }).toEqual({ name, seen, isLess: false });
      if (character === "\n") most = count;
    }
  }
});
