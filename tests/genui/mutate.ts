/** Numbers in [0, 1) that a seed decides. */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("Nothing to pick from.");
  return value;
}

const SNIPPETS = [
  ...`" ' ( ) [ ] { } , : = \\ - ? # //`.split(" "),
  "\n",
  "\n\n",
  "```",
  "```\n",
  "null",
  "NaN",
  "Infinity",
  "undefined",
  "$x",
  "@Count(",
  " + ",
  "1e999",
  "root = ",
  "Card(",
  "<content>",
  "</content>",
  "<think>",
  "</think>",
  "<div>",
  "&quot;",
  "&lt;",
  "\u202e",
  "\ud800",
  "\u0000",
  "javascript:",
  "Here is the interface:\n\n",
  "<custommarkdown>",
];

/** Ways in which a text goes wrong; each returns the text when it does not apply. */
const MUTATIONS: Record<string, (text: string, random: Random) => string> = {
  delete: (text, random) => cutOut(text, spot(text, random), 1 + Math.floor(random() * 30)),
  insert: (text, random) => insert(text, spot(text, random), pick(random, SNIPPETS)),
  repeat(text, random) {
    const at = spot(text, random);
    return insert(text, at, text.slice(at, at + 1 + Math.floor(random() * 60)));
  },
  cut: (text, random) => text.slice(0, spot(text, random)),
  behead: (text, random) => text.slice(Math.floor(spot(text, random) / 3)),
  swap(text, random) {
    const at = spot(text, random);
    const length = 1 + Math.floor(random() * 20);
    return text.slice(0, at) + text.slice(at + length, at + 2 * length) + text.slice(at, at + length) + text.slice(at + 2 * length);
  },
  "shuffle lines": (text, random) => joinLines(text, (lines) => lines.sort(() => random() - 0.5)),
  "drop a line": (text, random) => joinLines(text, (lines) => lines.toSpliced(Math.floor(random() * lines.length), 1)),
  "repeat a line"(text, random) {
    return joinLines(text, (lines) => {
      const at = Math.floor(random() * lines.length);
      return lines.toSpliced(at, 0, lines[at] ?? "");
    });
  },
  "unknown component": (text, random) =>
    replaceOne(text, /\b[A-Z]\w+(?=\(|")/g, random, () => pick(random, ["Widget", "HeroBanner", "XTable", "Stack"])),
  "another component": (text, random) =>
    replaceOne(text, /\b[A-Z]\w+(?=\()/g, random, () =>
      pick(random, ["Table", "Form", "TextContent", "Tabs", "PieChart", "Button", "Icon", "List", "Col"]),
    ),
  "drop an argument": (text, random) => replaceOne(text, /"(?:[^"\\\n]|\\.)*", /g, random, () => ""),
  "add an argument": (text, random) =>
    replaceOne(text, /\((?=["[])/g, random, () => `(${pick(random, ["null", '"extra"', "7", "true", "[]", "{}"])}, `),
  "number to words": (text, random) =>
    replaceOne(text, /(?<=[[ ,(])-?\d+(?:\.\d+)?(?=[\], )])/g, random, (found) =>
      pick(random, ["NaN", `"${found}"`, "null", "many", `"${found} %"`]),
    ),
  "words to number": (text, random) => replaceOne(text, /"[a-z]+"/g, random, () => pick(random, ["42", "null", "true", "[]", "{a: 1}"])),
  "list to one": (text, random) => replaceOne(text, /\[(?=["A-Z])/g, random, () => ""),
  "rename a statement": (text, random) => replaceOne(text, /^\w+(?= = )/gm, random, () => `r${Math.floor(random() * 90)}`),
  "named argument": (text, random) =>
    replaceOne(text, /\((?=")/g, random, () => `(${pick(random, ["title", "text", "value", "label", "foo"])}${pick(random, [": ", "="])}`),
  "single quotes": (text, random) => replaceOne(text, /"([^"'\\\n]*)"/g, random, (found) => `'${found.slice(1, -1)}'`),
  "raw newline": (text, random) => replaceOne(text, / /g, random, () => "\n"),
  escape: (text, random) => (random() < 0.5 ? text.replaceAll('"', "&quot;") : text.replaceAll('"', '\\"')),
  "wrap in a fence": (text, random) => `\`\`\`${pick(random, ["", "openui-lang", "json", "js", "xml"])}\n${text}\n\`\`\``,
  "wrap in prose": (text) => `Sure, here it is:\n\n${text}\n\nAnything else?`,
  "wrap in an envelope": (text, random) =>
    `<content${pick(random, ["", ' thesys="true"', ' thesys="true" version="2"'])}>\n${text}\n</content>`,
  "wrap in thought": (text) => `<think>\nWhat could be shown?\n</think>\n${text}`,
  "wrap in html": (text) => `<html><body>\n${text}\n</body></html>`,
  "write twice": (text) => `${text}\n${text}`,
};

/** The mutations' names in order. */
export const MUTATION_NAMES: readonly string[] = Object.keys(MUTATIONS);

export function mutate(text: string, name: string, random: Random): string {
  return MUTATIONS[name]?.(text, random) ?? text;
}

function spot(text: string, random: Random): number {
  return Math.floor(random() * (text.length + 1));
}

function insert(text: string, at: number, snippet: string): string {
  return text.slice(0, at) + snippet + text.slice(at);
}

function cutOut(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function joinLines(text: string, change: (lines: string[]) => string[]): string {
  return change(text.split("\n")).join("\n");
}

function replaceOne(text: string, pattern: RegExp, random: Random, to: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = pick(random, found);
  return text.slice(0, match.index) + to(match[0]) + text.slice(match.index + match[0].length);
}
