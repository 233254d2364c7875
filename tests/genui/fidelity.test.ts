import { createParser } from "@openuidev/lang-core";
import { beforeAll, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { library } from "@/lib/genui/library/library";
import { createStage } from "@/lib/genui/stage";
import { type ClientParser, childrenOf, currentParser, lostOf, type Parsed, rendererParser } from "./clients";
import { readSamples, type Sample } from "./corpus";
import { answerTo, programIn, readIn } from "./judge";
import { numbersIn, plain, textsSaid, wordsIn } from "./said";

// `npm run eval:fidelity` prints the table that stands in docs/fidelity.md; the same is asserted in every run of the tests.
const DIALECTS: Record<string, string> = {
  "programs-1": "OpenUI Lang, root first",
  "programs-2": "OpenUI Lang, root first",
  "root-last": "OpenUI Lang, root last",
  careless: "Other names and shapes",
  "public-library": "OpenUI's public library",
  json: "JSON trees, C1 version 1",
  flat: "Flat specs, patches, surfaces",
  calls: "Python, calls written as text",
  prose: "Prose, Markdown, tables",
  html: "HTML",
};
/** Words that say how something looks. */
const SETTINGS = new Set(
  "row column vertical horizontal grouped stacked natural linear h1 h2 h3 sm md lg xs large-heavy small-heavy sunk primary secondary tertiary grid carousel literalString usageHint".split(
    " ",
  ),
);
const isPrinted = process.env.npm_lifecycle_event === "eval:fidelity";
const NOTICE = "Something went wrong";
const PIECE = 4;
/** A floor under what was reached; the aim is a half. */
const FIRST_WORDS_MIN = 0.45;
const whole = createParser(library.toJSONSchema(), "Card");
let older: () => ClientParser;

beforeAll(async () => {
  older = await rendererParser();
});

interface Row {
  outputs: number;
  drawn: number;
  words: number;
  wordsKept: number;
  numbers: number;
  numbersKept: number;
  parserErrors: number;
  blank: number;
  firstWords: number;
}

interface Judged {
  row: Row;
  problems: string[];
}

async function judge({ name, text }: Sample): Promise<Judged> {
  const { pieces } = await answerTo(text, PIECE, { payload: "c1", library: null });
  const problems: string[] = [];
  const program = programIn(pieces.join(""));
  const { root, meta } = whole.parse(program);
  const shown = JSON.stringify(root);
  const read = readIn(root);
  const readWords = new Set(wordsIn(unquoted(shown)));
  const said = textsSaid(text);
  const words = [...new Set(said.flatMap(wordsIn))];
  const lostWords = words.filter((word) => !readWords.has(word) && !shown.includes(word));
  const readNumbers = new Set(numbersIn(unquoted(shown)).concat((shown.match(/\d+(?:[.,]\d+)*/g) ?? []).map(plain)));
  const numbers = [...new Set(said.flatMap(numbersIn))];
  const lostNumbers = numbers.filter((number) => !readNumbers.has(number));
  const faults = streamingFaults(pieces, JSON.stringify(root));
  if (lostWords.length > 0) problems.push(`words lost: ${lostWords.join(", ")}`);
  if (lostNumbers.length > 0) problems.push(`numbers lost: ${lostNumbers.join(", ")}`);
  if (meta.errors.length > 0 || meta.unresolved.length > 0) problems.push(`parser: ${JSON.stringify(meta.errors)}`);
  if (!isInOrder(text, read)) problems.push("out of order");
  problems.push(...faults);
  const isBlank = childrenOf(root).length === 0 || read.includes(NOTICE);
  if (isBlank) problems.push("blank");
  const row: Row = {
    outputs: 1,
    drawn: isBlank ? 0 : 1,
    words: words.length,
    wordsKept: words.length - lostWords.length,
    numbers: numbers.length,
    numbersKept: numbers.length - lostNumbers.length,
    parserErrors: meta.errors.length + faults.length,
    blank: isBlank ? 1 : 0,
    firstWords: firstWords(text, readWords),
  };
  return { row, problems: problems.map((problem) => `${name}: ${problem}`) };
}

function unquoted(json: string): string {
  return json.replace(/\\[ntr]/g, " ").replace(/\\(.)/g, "$1");
}

/** What a client that draws with either parser would see go wrong at some moment. */
function streamingFaults(pieces: readonly string[], wholeRoot: string): string[] {
  return [currentParser(), older()].flatMap((parser) => {
    let seen = "";
    let before: string[] = [];
    let last: Parsed | null = null;
    for (const piece of pieces) {
      seen += piece;
      const program = programIn(seen);
      if (!program.includes("\n")) continue;
      last = parser.set(program);
      if (!last.root) return [`no root while streaming: ${program.slice(-80)}`];
      const now = childrenOf(last.root).map(
        (child) => `${child.typeName}${JSON.stringify(child.props, (key, value: unknown) => (key === "partial" ? undefined : value))}`,
      );
      const lost = lostOf(before, now);
      if (lost !== null) return [`taken back: ${lost.slice(0, 80)}`];
      before = now;
      const setting = readIn(last.root)
        .split("\n")
        .find((line) => SETTINGS.has(line));
      if (setting !== undefined) return [`setting shown: ${setting}`];
    }
    return readIn(last?.root) === readIn(JSON.parse(wholeRoot)) ? [] : ["the streaming parse is not the whole parse"];
  });
}

/** Of the words that were said when half of the output had come, the share that a reader has by then. */
function firstWords(text: string, words: ReadonlySet<string>): number {
  const half = text.slice(0, Math.ceil(text.length / 2));
  const stage = createStage(DEFAULT_UI);
  let program = "";
  for (let at = 0; at < half.length; at += PIECE) program += stage.push(half.slice(at, at + PIECE));
  const now = new Set(program === "" ? [] : wordsIn(unquoted(JSON.stringify(currentParser().set(program).root))));
  const said = [...new Set(textsSaid(half).flatMap(wordsIn))].filter((word) => words.has(word));
  return said.length === 0 ? 1 : said.filter((word) => now.has(word)).length / said.length;
}

/** Lines of prose are read in the order in which they were said. */
function isInOrder(text: string, read: string): boolean {
  const lines = text.split("\n").filter((line) => /^[\p{L}\p{N} ,.'’]{12,}$/u.test(line) && text.indexOf(line) === text.lastIndexOf(line));
  const places = lines.map((line) => read.indexOf(line)).filter((at) => at !== -1);
  return places.every((at, index) => at > (places[index - 1] ?? -1));
}

function sum(rows: readonly Row[]): Row {
  const of = (key: keyof Row): number => rows.reduce((total, row) => total + row[key], 0);
  return {
    outputs: of("outputs"),
    drawn: of("drawn"),
    words: of("words"),
    wordsKept: of("wordsKept"),
    numbers: of("numbers"),
    numbersKept: of("numbersKept"),
    parserErrors: of("parserErrors"),
    blank: of("blank"),
    firstWords: of("firstWords") / rows.length,
  };
}

const HEAD =
  "| Dialect | Outputs | Drawn | Words kept | Numbers kept | Parser errors | Blank | First words |\n|---|--:|--:|--:|--:|--:|--:|--:|";

function line(name: string, row: Row): string {
  const share = (part: number, all: number): string => `${(all === 0 ? 100 : (100 * part) / all).toFixed(1)} %`;
  return `| ${name} | ${row.outputs} | ${share(row.drawn, row.outputs)} | ${share(row.wordsKept, row.words)} | ${share(row.numbersKept, row.numbers)} | ${row.parserErrors} | ${row.blank} | ${Math.round(100 * row.firstWords)} % |`;
}

test("recorded outputs of all dialects keep every word and number, in order, at every moment", { timeout: 900_000 }, async () => {
  const rows = new Map<string, Row[]>();
  const problems: string[] = [];
  for (const sample of readSamples()) {
    const dialect = DIALECTS[sample.name.slice(0, sample.name.indexOf(":"))] ?? "Other";
    const judged = await judge(sample);
    rows.set(dialect, [...(rows.get(dialect) ?? []), judged.row]);
    problems.push(...judged.problems);
  }
  const all = sum([...rows.values()].flat());
  if (isPrinted) console.log([HEAD, ...[...rows].map(([name, of]) => line(name, sum(of))), line("All", all)].join("\n"));
  expect(problems).toEqual([]);
  expect(all.outputs).toBeGreaterThanOrEqual(150);
  expect(all.firstWords).toBeGreaterThanOrEqual(FIRST_WORDS_MIN);
  expect(rows.size).toBeGreaterThanOrEqual(6);
});
