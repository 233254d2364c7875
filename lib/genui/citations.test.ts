import { expect, test } from "vitest";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { DEFAULT_UI } from "@/lib/generation/request";
import { Sources } from "@/lib/generation/sources";
import { unescape } from "./read/envelope";
import type { Target } from "./target";
import { toUi } from "./to-ui";

const SOLAR = { type: "url", url: "https://news.test/solar?a=1&b=(2)", title: "Solar in 2026" } as const;
const ENERGY = { type: "url", url: "https://stats.test/energy", title: "Energy [statistics] | `all`" } as const;

function known(): Sources {
  const sources = new Sources();
  sources.add(SOLAR);
  sources.add(ENERGY);
  sources.add({ type: "file", fileId: "file-1", filename: "report.pdf" });
  sources.add({ type: "image", url: "https://img.test/fox.jpg", title: "Fox", source: "https://fox.test/" });
  return sources;
}

async function* pieces(text: string, size: number): GenerationEvents {
  yield [{ type: "text-start", id: "msg_1" }];
  for (let at = 0; at < text.length; at += size) yield [{ type: "text-delta", id: "msg_1", delta: text.slice(at, at + size) }];
  yield [{ type: "text-end", id: "msg_1" }];
  yield [{ type: "finish", reason: "stop", usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0 } }];
}

const OPENUI: Target = { payload: "openui", library: null };
const C1: Target = { payload: "c1", library: null };

async function cited(
  text: string,
  { target = C1, size = 1_000_000, sources = known() }: { target?: Target; size?: number; sources?: Sources } = {},
) {
  const events: GenerationEvent[] = [];
  for await (const batch of toUi(pieces(text, size), DEFAULT_UI, target, undefined, sources)) events.push(...batch);
  const deltas = events.flatMap((event) => (event.type === "text-delta" ? [event.delta] : []));
  let sent = "";
  const annotations = events.flatMap((event): object[] => {
    if (event.type === "text-delta") sent += event.delta;
    if (event.type !== "annotation") return [];
    const { annotation } = event;
    // What it points at is there when it is told.
    if (annotation.type !== "url_citation") return [annotation];
    const said = sent.slice(annotation.start_index, annotation.end_index);
    return [{ url: annotation.url, title: annotation.title, said: target === C1 ? unescape(said) : said }];
  });
  return { text: deltas.join(""), annotations };
}

const card = (text: string) => `root = Card([a])\na = TextContent(${JSON.stringify(text)})`;
const LINK_1 = "[1](https://news.test/solar?a=1&b=%282%29)";
const LINK_2 = "[2](https://stats.test/energy)";

test.each([
  ["a mark", "Capacity reached 900 GW [1].", `Capacity reached 900 GW ${LINK_1}.`, [1]],
  ["two marks", "A [1] and B[2].", `A ${LINK_1} and B${LINK_2}.`, [1, 2]],
  ["one behind the other", "A [1][2].", `A ${LINK_1}${LINK_2}.`, [1, 2]],
  ["several in one", "A [1, 2].", `A ${LINK_1} ${LINK_2}.`, [1, 2]],
  ["one with an unknown", "A [1, 9].", `A ${LINK_1}.`, [1]],
  ["an unknown one", "A [9].", "A.", []],
  ["a footnote's", "A [^1].", `A ${LINK_1}.`, [1]],
  ["as others write it", "A 【2†L1-L3】.", `A ${LINK_2}.`, [2]],
  ["with an address that the model wrote", "A [1](https://evil.test/).", `A ${LINK_1}.`, [1]],
  ["behind emoji and marks of HTML", "☀️🌞 & <b> 900 GW [1]", `☀️🌞 & <b> 900 GW ${LINK_1}`, [1]],
  ["in code", "`a[1]` and [2]", `\`a[1]\` and ${LINK_2}`, [2]],
  ["the same twice", "A [2] B [2]", `A ${LINK_2} B ${LINK_2}`, [2, 2]],
  ["a picture's", "A [4].", "A.", []],
])("%s in a text is a link, and its annotation points at it", async (_, written, shown, numbers) => {
  const links: Record<number, unknown> = {
    1: { url: SOLAR.url, title: SOLAR.title, said: LINK_1 },
    2: { url: ENERGY.url, title: ENERGY.title, said: LINK_2 },
  };
  const expected = numbers.map((number) => links[number]);
  for (const size of [1, 3, 1_000]) {
    for (const source of [card(written), written]) {
      const plain = await cited(source, { target: OPENUI, size });
      expect(plain.text.replaceAll("\\u0060", "`")).toContain(JSON.stringify(shown).slice(1, -1));
      expect(plain.annotations).toEqual(expected);
      const wrapped = await cited(source, { size });
      expect(wrapped.annotations).toEqual(expected);
    }
  }
});

test("a file has a mark without an address", async () => {
  const { text, annotations } = await cited(card("As it says [3]."), { target: OPENUI });
  expect(text).toContain("As it says [3].");
  expect(annotations).toEqual([{ type: "file_citation", file_id: "file-1", filename: "report.pdf", index: text.indexOf("[3]") }]);
});

test("where no Markdown is shown the mark goes, and code keeps what it says", async () => {
  const source = `root = Card([h, c])\nh = CardHeader("Growth [1]", "Since 2020 [9]")\nc = CodeBlock("js", "a[1] = b[9]")`;
  const { text, annotations } = await cited(source, { target: OPENUI });
  expect(text).toContain('"Growth"');
  expect(text).toContain('"Since 2020"');
  expect(text).toContain("a[1] = b[9]");
  expect(annotations).toEqual([]);
});

test("lists of numbers stay what they are", async () => {
  const { text } = await cited('root = Card([a])\na = BarChart(["Q1"], [Series("x", [1])])', { target: OPENUI });
  expect(text).toContain("[1]");
  expect(text).not.toContain("news.test");
});

test("the cited sources stand at the end, by the server's hand, and only those", async () => {
  const { text } = await cited(card("A [2]."), { target: OPENUI });
  const last = text.trimEnd().split("\n").at(-1) ?? "";
  expect(last).toContain("[Energy statistics all](https://stats.test/energy) stats.test");
  expect(last).not.toContain("news.test");
  expect((await cited(card("A."), { target: OPENUI })).text).not.toContain("stats.test");
});

test("a picture that was found is shown by its number, and one that a model makes up is a link", async () => {
  const source =
    'root = Card([a, b])\na = ImageGallery(["A fox"], ["image:4"])\nb = ImageGallery(["Made up"], ["https://evil.test/p.png"])';
  const { text } = await cited(source, { target: OPENUI });
  expect(text).toContain('ImageGallery(["A fox"], ["https://img.test/fox.jpg"])');
  expect(text).toContain("[Made up](https://evil.test/p.png)");
  expect(text).not.toContain("found-picture");
});

test.each(["image:1", "image:9", "/found-picture/1", "image:4\\u0000"])("%s is no picture", async (src) => {
  const { text } = await cited(`root = Card([a])\na = ImageGallery(["A fox"], ["${src}"])`, { target: OPENUI });
  expect(text).not.toContain("https://");
});

test("without sources a text stays as it is", async () => {
  const { text, annotations } = await cited(card("A [1] and [9]."), { target: OPENUI, sources: new Sources() });
  expect(text).toContain("A [1] and [9].");
  expect(annotations).toEqual([]);
});
