import { readdirSync, readFileSync } from "node:fs";
import { createParser } from "@openuidev/lang-core";
import { beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { library } from "@/lib/genui/library/library";
import { unescape, unwrapAssistant } from "@/lib/genui/read/envelope";
import { createStage } from "@/lib/genui/stage";
import { type ClientParser, childrenOf, currentParser, lostOf, type Parsed, rendererParser } from "./clients";
import { OUTPUTS } from "./outputs";

const SAMPLES = new URL("./samples/", import.meta.url);
const parser = createParser(library.toJSONSchema(), "Card");
let older: () => ClientParser;

beforeAll(async () => {
  older = await rendererParser();
});

/** What leaves the stage for each piece of a text, the end last. */
function pieces(text: string, length: number): string[] {
  const stage = createStage(DEFAULT_UI);
  const out: string[] = [];
  for (let at = 0; at < text.length; at += length) out.push(stage.push(text.slice(at, at + length)));
  out.push(stage.end("whole", false));
  return out.filter(Boolean);
}

function children({ root }: Parsed): string[] {
  const list = root?.props.children;
  return Array.isArray(list)
    ? list.map((child: { typeName: string; props: unknown }) => `${child.typeName}${JSON.stringify(child.props)}`)
    : [];
}

/** What a client saw that it should not have seen while the pieces came: a missing root or a child that went away. */
function flaws(out: string[], create: () => ClientParser): string[] {
  const client = create();
  const found: string[] = [];
  let text = "";
  let shown: string[] = [];
  for (const piece of out) {
    text += piece;
    const parsed = client.set(text);
    const now = children(parsed);
    const lost = lostOf(shown, now);
    if (parsed.root?.typeName !== "Card") found.push(`no root: ${text}`);
    if (lost !== null) found.push(`lost: ${lost} in ${text}`);
    shown = now;
  }
  return found;
}

describe("the samples", () => {
  for (const file of readdirSync(SAMPLES)) {
    test(`${file} leaves with no fault and nothing lost`, () => {
      const stored = readFileSync(new URL(file, SAMPLES), "utf8");
      const source = file.startsWith("11") ? unescape(stored.replace(/<[^>]*>/g, "")) : unwrapAssistant(stored);
      const out = pieces(source, 12).join("");
      const { root, meta } = parser.parse(out);
      expect(meta.errors).toEqual([]);
      expect(meta.unresolved).toEqual([]);
      expect(root?.typeName).toBe("Card");
      const words = [...JSON.stringify(parser.parse(source).root?.props ?? {}).matchAll(/"((?:[^"\\]|\\.){12,})"/g)].map(
        (match) => match[1],
      );
      const result = JSON.stringify(root?.props);
      for (const word of words) expect(result).toContain(word);
    });
  }
});

describe.each(OUTPUTS)("$name", ({ text, shows }) => {
  test("ends as valid interface that shows its content", () => {
    const { root, meta } = parser.parse(pieces(text, 1000).join(""));
    expect(meta.errors).toEqual([]);
    expect(meta.unresolved).toEqual([]);
    expect(root?.typeName).toBe("Card");
    expect(childrenOf(root).length).toBeGreaterThan(0);
    const result = JSON.stringify(root?.props);
    for (const words of shows) expect(result).toContain(JSON.stringify(words).slice(1, -1));
  });

  test("is the same in pieces of any length", () => {
    const whole = children(parser.parse(pieces(text, 100_000).join("")));
    for (const length of [1, 2, 7, 31]) expect(children(parser.parse(pieces(text, length).join("")))).toEqual(whole);
  });

  test.each(["current", "renderer's"])("renders at every moment and loses nothing (%s parser)", (which) => {
    const create = which === "current" ? currentParser : older;
    const lines =
      pieces(text, 40)
        .join("")
        .match(/[^\n]*\n/g) ?? [];
    expect(flaws(pieces(text, 1), create)).toEqual([]);
    expect(flaws(pieces(text, 13), create)).toEqual([]);
    expect(flaws(lines, create)).toEqual([]);
  });
});

test("a control that was given no name is asked for in plain words, and not by what it is called inside", () => {
  const form = (control: string) => pieces(`root = Card([f])\nf = Form("f", null, [${control}])`, 1_000).join("");
  expect(form('OptionCards({items: [{value: "a", title: "A"}]})')).toContain('"Your choice"');
  expect(form("TextArea()")).toContain('"Your answer"');
  expect(form('Input("firstName")')).toContain('"First name"');
});
