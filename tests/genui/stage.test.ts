import { readdirSync, readFileSync } from "node:fs";
import { createParser } from "@openuidev/lang-core";
import { beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { unescape, unwrapAssistant } from "@/lib/genui/envelope";
import { library } from "@/lib/genui/library";
import { createStage } from "@/lib/genui/stage";
import { type ClientParser, currentParser, type Parsed, rendererParser } from "./clients";
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

/** Every child stays; text may have grown. */
function expectKept(before: string[], after: string[], what: string): void {
  let from = 0;
  for (const child of before) {
    const found = after.findIndex(
      (other, index) => index >= from && (other === child || (child.startsWith("TextContent") && other.startsWith(child.slice(0, -2)))),
    );
    expect(found, `${what}: lost ${child}`).toBeGreaterThanOrEqual(from);
    from = found + 1;
  }
}

function expectGrowing(out: string[], create: () => ClientParser, what: string): void {
  const client = create();
  let text = "";
  let shown: string[] = [];
  for (const piece of out) {
    text += piece;
    const parsed = client.set(text);
    expect(parsed.root, `${what}: no root after ${JSON.stringify(text)}`).not.toBeNull();
    const now = children(parsed);
    expectKept(shown, now, what);
    shown = now;
  }
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

describe.each(OUTPUTS)("$name", ({ name, text, shows }) => {
  test("ends as valid interface that shows its content", () => {
    const { root, meta } = parser.parse(pieces(text, 1000).join(""));
    expect(meta.errors).toEqual([]);
    expect(meta.unresolved).toEqual([]);
    expect(root?.typeName).toBe("Card");
    expect((root?.props.children as unknown[]).length).toBeGreaterThan(0);
    const result = JSON.stringify(root?.props);
    for (const words of shows) expect(result).toContain(JSON.stringify(words).slice(1, -1));
  });

  test("is the same in pieces of any length", () => {
    const whole = children(parser.parse(pieces(text, 100_000).join("")));
    for (const length of [1, 2, 7, 31]) expect(children(parser.parse(pieces(text, length).join("")))).toEqual(whole);
  });

  test.each(["current", "renderer's"])("renders at every moment and loses nothing (%s parser)", (which) => {
    const create = which === "current" ? currentParser : older;
    for (const length of [1, 13]) expectGrowing(pieces(text, length), create, `${name} in pieces of ${length}`);
    expectGrowing(
      [...pieces(text, 40).join("")].reduce<string[]>((lines, character) => {
        const last = lines.length - 1;
        if (last < 0 || lines[last]?.endsWith("\n")) lines.push(character);
        else lines[last] += character;
        return lines;
      }, []),
      create,
      `${name} line by line`,
    );
  });
});
