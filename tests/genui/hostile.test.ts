import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { library } from "@/lib/genui/library/library";
import { escape } from "@/lib/genui/read/envelope";
import { createStage } from "@/lib/genui/stage";
import { childrenOf } from "./clients";
import { HOSTILE } from "./hostile";

const parser = createParser(library.toJSONSchema(), "Card");

function staged(text: string, length = text.length || 1, ui = DEFAULT_UI): string {
  const stage = createStage(ui);
  let out = "";
  for (let at = 0; at < text.length; at += length) out += stage.push(text.slice(at, at + length));
  return out + stage.end("whole", false);
}

/** Every address and every Markdown link, picture and fence in a tree, by where it stands. */
function findings(value: unknown, key = ""): string[] {
  if (typeof value === "string") {
    const found: string[] = [];
    if (/^(url|src|bgImageSrc|imagesSrc)$/.test(key) && !/^(https?:\/\/|mailto:|[/#?.\w]|$)/i.test(value)) found.push(`${key}: ${value}`);
    if (/^(src|bgImageSrc|imagesSrc)$/.test(key) && /^(\w+:|\/\/)/.test(value)) found.push(`foreign ${key}: ${value}`);
    if (/(^|[^\\])!\[[^\]]*\](\(|\[)/.test(value)) found.push(`picture: ${value}`);
    for (const [, target = ""] of value.matchAll(/\]\(\s*<?([^)>]*)/g))
      if (/^[^/?#]*:/.test(target) && !/^(https?|mailto):/i.test(target)) found.push(`link: ${target}`);
    for (const [, target = ""] of value.matchAll(/^\s*\[[^\]]*\]:\s*(\S*)/gm))
      if (/^[^/?#]*:/.test(target) && !/^(https?|mailto):/i.test(target)) found.push(`definition: ${target}`);
    for (const [, scheme = ""] of value.matchAll(/(?<!\\)<([a-z][a-z0-9+.-]*):/gi))
      if (!/^(https?|mailto)$/i.test(scheme)) found.push(`autolink: ${value}`);
    if (/(```|~~~)[^\n]*mer\\?maid|(```|~~~)[^\n]*&/i.test(value)) found.push(`diagram: ${value}`);
    if (/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(value)) found.push(`hidden: ${JSON.stringify(value)}`);
    return found;
  }
  if (Array.isArray(value)) return value.flatMap((item) => findings(item, key));
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const action =
    "type" in value &&
    value.type === "open_url" &&
    !("url" in value && typeof value.url === "string" && /^(https?:|mailto:|[/#?.\w])/i.test(value.url))
      ? ["open_url without an address"]
      : [];
  const schemed =
    "url" in value && typeof value.url === "string" && /^[a-z][a-z0-9+.-]*:/i.test(value.url) && !/^(https?|mailto):/i.test(value.url)
      ? [`scheme ${value.url}`]
      : [];
  return [...action, ...schemed, ...entries.flatMap(([name, item]) => findings(item, name))];
}

describe("hostile programs come out clean", () => {
  test(`${HOSTILE.length} of them, whole and in pieces`, { timeout: 60_000 }, () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(150);
    for (const source of HOSTILE) {
      for (const length of [source.length, 1, 5]) {
        const out = staged(source, length);
        const result = parser.parse(out);
        const verdict = {
          root: result.root?.typeName,
          errors: result.meta.errors,
          state: Object.keys(result.stateDeclarations),
          calls: result.queryStatements.length + result.mutationStatements.length,
          isDynamic: result.root?.hasDynamicProps,
          findings: findings(result.root?.props),
          isEscaped: !/[<>"]/.test(escape(out)),
        };
        expect({ source, out, ...verdict }).toEqual({
          source,
          out,
          root: "Card",
          errors: [],
          state: [],
          calls: 0,
          isDynamic: false,
          findings: [],
          isEscaped: true,
        });
      }
    }
  });

  test("the finder finds what it looks for", () => {
    for (const bad of [
      { url: "javascript:x" },
      { src: "https://evil.example" },
      { text: "![a](b)" },
      { text: "[a](javascript:x)" },
      { text: "```mermaid" },
      { text: "\u202e" },
      { text: "<javascript:x>" },
      { text: "[a]: data:x" },
    ]) {
      expect(findings(bad)).not.toEqual([]);
    }
  });

  test("what is allowed stays", () => {
    const out = staged(
      'root = Card([b, t, i])\nb = Button("Go", {type: "open_url", url: "https://example.com/a?b=c#d"})\nt = TextContent("[a](https://example.com/x_(y)) [m](mailto:a@b.c) [r](/docs#top)")\ni = Image("plan", "/plan.png")',
    );
    for (const kept of [
      "https://example.com/a?b=c#d",
      "mailto:a@b.c",
      "/docs#top",
      "https://example.com/x_%28y%29",
      'Image("plan", "/plan.png")',
    ])
      expect(out).toContain(kept);
  });
});

describe("what could freeze a page is cut", () => {
  test("a table of 2,000 rows shows 200 and says so", () => {
    const out = staged(`root = Card([t])\nt = Table([Col("n")], [${Array.from({ length: 2000 }, (_, n) => `[${n}]`).join(",")}])`);
    expect(out).toContain("Showing the first 200 of 2000 rows.");
    expect(childrenOf(parser.parse(out).root)[0]?.props.rows).toHaveLength(200);
  });

  test("a wide table shows 1,000 cells and says so", () => {
    const row = `[${Array.from({ length: 60 }, (_, n) => n).join(",")}]`;
    const out = staged(`root = Card([t])\nt = Table([${'Col("n"),'.repeat(60)}], [${`${row},`.repeat(100)}])`);
    expect(out).toContain("Showing the first 25 of 60 columns. Showing the first 40 of 100 rows.");
    expect(childrenOf(parser.parse(out).root)[0]?.props.rows).toHaveLength(40);
  });

  test("quotes in quotes end after a dozen, in pieces too", () => {
    for (const length of [1, 7, 10_000]) {
      expect(staged(`${"> ".repeat(300)}deep`, length)).toContain(`"${"> ".repeat(12)}deep`);
      expect(staged(`${"- ".repeat(300)}deep`, length)).toContain(`"${"- ".repeat(12)}deep`);
    }
    expect(staged("a > b - c * d > e")).toContain("a > b - c * d > e");
  });

  test("a chart of 1,000 points shows 100 and says so", () => {
    const numbers = Array.from({ length: 1000 }, (_, n) => n);
    const out = staged(
      `root = Card([c])\nc = LineChart([${numbers.map((n) => `"${n}"`).join(",")}], [{category: "x", values: [${numbers.join(",")}]}])`,
    );
    expect(out).toContain("Showing the first 100 of 1000 points.");
    const [chart] = childrenOf(parser.parse(out).root);
    expect(chart?.props).toHaveProperty("labels.length", 100);
    expect(chart?.props).toHaveProperty("series.0.values.length", 100);
  });

  test("address cells that a client would check for minutes are emptied", () => {
    const ui = { ...DEFAULT_UI, includedComponents: ["EditableTable"] };
    const out = staged(
      `root = Card([e])\ne = EditableTable("e", [{type: "url", key: "u", header: "U"}], [{id: "1", values: ["https://${"a".repeat(40)}!"]}, {id: "2", values: ["https://example.com/ok"]}])`,
      1000,
      ui,
    );
    expect(out).not.toContain("aaaaaaaaaaaaa");
    expect(out).toContain("https://example.com/ok");
  });

  test("references that multiply end", () => {
    const lines = Array.from({ length: 60 }, (_, n) => `a${n} = Tabs([a${n + 1}, a${n + 1}, a${n + 1}])`);
    const out = staged(`root = Card([a0])\n${lines.join("\n")}\na60 = TextContent("deep")`);
    expect(out.length).toBeLessThan(200_000);
    expect(parser.parse(out).root).not.toBeNull();
  });

  test.each([
    ["brackets", "[".repeat(200_000)],
    ["link beginnings", "](".repeat(100_000)],
    ["one word", "a".repeat(200_000)],
    ["backticks", "`".repeat(200_000)],
    ["fences", "```\n".repeat(50_000)],
    ["parentheses", `root = Card(${"(".repeat(200_000)}`],
    ["operators", `root = ${"!".repeat(200_000)}`],
    ["one string", `root = Card([TextContent("${"a".repeat(199_000)}")])`],
    ["a chain", `root = Card([a0])\n${Array.from({ length: 9000 }, (_, n) => `a${n} = [a${n + 1}]`).join("\n")}`],
    ["one object", `root = Card([{${"a:1,".repeat(50_000)}}])`],
    ["deep JSON", `{"component":${"[".repeat(100_000)}`],
    ["cells in HTML", `<table>${"<td>a".repeat(40_000)}`],
    ["tags without an end", `<ul><li>a${"<a".repeat(100_000)}`],
    ["many texts", Array.from({ length: 3000 }, (_, n) => `t${n} = TextContent("some words for ${n}")`).join("\n")],
  ])("200 KB of %s take time in proportion and leave something to read", (_, source) => {
    for (const length of [1, 200_000]) {
      const start = process.cpuUsage();
      const out = staged(source, length);
      const { user } = process.cpuUsage(start);
      // Seen at 0.2 s on an idle machine; anything quadratic takes ten times the bound.
      expect(user / 1000).toBeLessThan(2500);
      const { root } = parser.parse(out);
      expect(childrenOf(root).length).toBeGreaterThan(0);
    }
  });
});
