import { createParser } from "@openuidev/lang-core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { COMPONENTS, library } from "@/lib/genui/library/library";
import type { Payload } from "@/lib/genui/payload";
import { createStage } from "@/lib/genui/stage";
import { safeUrl } from "@/lib/genui/url";
import { readSamples } from "./corpus";
import { GROWING } from "./growth";
import { HEAVY, HOSTILE } from "./hostile";
import { MUTATION_NAMES, mutate, pick, randomOf } from "./mutate";
import { OUTPUTS } from "./outputs";
import { wordsOf } from "./words";

const SAMPLES = [...OUTPUTS.map(({ name, text }) => ({ name, text })), ...readSamples()];
const RUNS = 400;
const parser = createParser(library.toJSONSchema(), "Card");

function answered(text: string, payload: Payload, length = 64): string {
  const stage = createStage(DEFAULT_UI, { payload });
  let out = "";
  for (let at = 0; at < text.length; at += length) out += stage.push(text.slice(at, at + length));
  return out + stage.end("whole", false);
}

/** Marks that would load, run or open something, in an argument. */
const ARGUMENT = JSON.stringify(
  "![p](https://evil.example/p.png) [r](javascript:alert) <javascript:alert> <i>x</i> ![q][r]\n\n[r]: javascript:x",
);

interface Mark {
  type: string;
  value?: string;
  lang?: string | null;
  url?: string;
  children?: Mark[];
}

/** A text as readers of Markdown see it, and the marks it is made of. */
function drawn(markdown: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  const collect = () => (tree: Mark) => {
    const visit = (mark: Mark): void => {
      marks.push(mark);
      for (const child of mark.children ?? []) visit(child);
    };
    visit(tree);
  };
  renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm, collect] }, markdown));
  // Words may be parted by marks in them.
  return { text: marks.map(({ value, url, lang }) => `${value ?? ""}${url ?? ""}${lang ?? ""}`).join(""), marks };
}

/** Props that hold settings, and what comes back when something is chosen. */
const SILENT = new Set(
  "name type variant size layout src url id icon triggerIcon rules action unit mode direction imagesSrc bgImageSrc bgColor gap shape iconVariant iconSize subtextVariant rightVariant key responsive isFoldable partial".split(
    " ",
  ),
);
const CHOSEN = /^(?:Select|Radio|Chip)Item$|^OptionCard$|^(?:Tab|Accordion|SectionBlock)Item$/;
const CHOICES = /^(?:Select|RadioGroup|Chips|OptionCards|Icon)$/;

/** The words and numbers that a drawn interface shows. */
function wordsSeen(value: unknown): Set<string> {
  const words = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === "string" || typeof part === "number") for (const word of wordsOf(decoded(String(part)))) words.add(word);
    else if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === "object" && part !== null) {
      const { typeName, props } = part as { typeName?: unknown; props?: object };
      if (typeof typeName !== "string" || !props) return entries(part, "");
      entries(props, typeName);
    }
  };
  const entries = (props: object, component: string): void => {
    for (const [name, item] of Object.entries(props)) {
      if (SILENT.has(name) || component === "Icon") continue;
      if ((name === "value" && CHOSEN.test(component)) || (name === "defaultValue" && CHOICES.test(component))) continue;
      visit(item);
    }
  };
  visit(value);
  return words;
}

/** What is wrong with an answer in Markdown; empty when nothing is. */
function faultsOf(text: string): string[] {
  const { text: read, marks } = drawn(answered(text, "markdown"));
  const seen = wordsSeen(parser.parse(answered(text, "openui")).root);
  const missing = [...seen].filter((word) => !read.includes(word));
  return [...missing.map((word) => `lost: ${word}`), ...dangersOf(marks)];
}

/** What a renderer of Markdown could run, load or open. */
function dangersOf(marks: readonly Mark[]): string[] {
  const html = marks.filter(({ type }) => type === "html").map(({ value }) => `html: ${value}`);
  const images = marks.filter(({ type }) => type === "image").map(({ url }) => `a picture that loads: ${url}`);
  const links = marks
    .filter(({ type, url = "" }) => type === "link" && url !== "" && safeUrl(url) === null)
    .map(({ url }) => `link: ${url}`);
  return [...html, ...images, ...links];
}

/** What Markdown makes of entities. */
const decoded = (text: string): string => text.replace(/&#?\w{1,8};/g, " ");

test.each(SAMPLES)("$name: every word and number, no HTML, no picture, no other address", ({ text }) => {
  expect(faultsOf(text)).toEqual([]);
});

test.each(SAMPLES)("$name: the same however it is cut", ({ text }) => {
  const whole = answered(text, "markdown", text.length || 1);
  for (const length of [1, 7]) expect(answered(text, "markdown", length)).toBe(whole);
});

test("nothing hostile comes through", { timeout: 60_000 }, () => {
  expect(HOSTILE.flatMap((text) => dangersOf(drawn(answered(text, "markdown")).marks))).toEqual([]);
});

test("nothing hostile comes through any argument of any component", { timeout: 120_000 }, () => {
  const found: string[] = [];
  for (const { example } of Object.values(COMPONENTS)) {
    for (const { index, 0: literal } of example.matchAll(/"[^"]*"/g)) {
      const asked = example.slice(0, index) + ARGUMENT + example.slice(index + literal.length);
      found.push(...dangersOf(drawn(answered(`root = Card([x])\nx = ${asked}`, "markdown")).marks).map((danger) => `${asked}: ${danger}`));
    }
  }
  expect(found).toEqual([]);
});

test("programs that are heavy to draw stay small", { timeout: 60_000 }, () => {
  for (const text of HEAVY) expect(answered(text, "markdown", text.length).length).toBeLessThanOrEqual(4 * text.length + 65_536);
});

test(`${RUNS} mutations of them: the same`, { timeout: 300_000 }, () => {
  const problems: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const random = randomOf(7_000 + run);
    const sample = pick(random, SAMPLES);
    const kind = pick(random, MUTATION_NAMES);
    const text = mutate(sample.text, kind, random);
    for (const fault of faultsOf(text)) problems.push(`run ${run} (${sample.name}, ${kind}): ${fault}`);
  }
  expect(problems).toEqual([]);
});

describe.each(GROWING)("$name", ({ text, words }) => {
  test("in Markdown too it takes at most 4 times as much, and 64 KB, and has every word", { timeout: 60_000 }, () => {
    const out = answered(text, "markdown", text.length);
    expect(JSON.stringify(out).length).toBeLessThanOrEqual(4 * text.length + 65_536);
    const plain = out.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
    expect(words.filter((word) => !plain.includes(word))).toEqual([]);
  });
});
