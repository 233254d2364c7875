import { createParser } from "@openuidev/lang-core";
import { beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { library } from "@/lib/genui/library/library";
import { CLOSE, escape, OPEN, unescape } from "@/lib/genui/read/envelope";
import { createStage } from "@/lib/genui/stage";
import { closeAnswer } from "@/lib/genui/write/close-answer";
import { type ClientParser, childrenOf, currentParser, type Parsed, rendererParser } from "./clients";
import { readSamples } from "./corpus";
import { OUTPUTS } from "./outputs";

const parser = createParser(library.toJSONSchema(), "Card");
let older: () => ClientParser;

beforeAll(async () => {
  older = await rendererParser();
});

/** What is sent for a model's text. */
function answerTo(text: string): string {
  const stage = createStage(DEFAULT_UI);
  return OPEN + escape(stage.push(text) + stage.end("whole", false)) + CLOSE;
}

/** What a client's parser gets of an answer: the program in its fence. */
const programOf = (answer: string): string => unescape(answer.slice(answer.indexOf(">") + 1)).replace(/\n?<\/?c?o?n?t?e?n?t?>?$/, "");
const namesOf = ({ root }: Parsed): string[] => childrenOf(root).map(({ typeName }) => typeName);

const PROGRAM = [
  "root = Card([h, c, b, t])",
  'h = CardHeader("Sales \\"now\\"", "a, b: {c}")',
  'c = BarChart(["Q1", "Q2"], [Series("2025", [1.5, -2e3])])',
  'b = ButtonGroup([Button("Costs", {type: "continue_conversation", context: "Only costs"}, "primary")])',
  't = Table([Col("Name", ["Ann \\u00e9", "Bob\\\\"]), Col("Age", [31, null])])',
  "",
].join("\n");

describe("an answer that was cut anywhere", () => {
  const samples = [{ name: "every kind of value", text: PROGRAM }, ...OUTPUTS.slice(0, 5), ...readSamples().slice(2, 4)];

  test.each(samples)("$name: closed, it draws what it drew while it came", ({ text }) => {
    const answer = answerTo(text);
    const [again, before] = [older(), older()];
    const clients = [
      { stream: currentParser(), whole: (program: string) => parser.parse(program) as Parsed },
      { stream: again, whole: (program: string) => before.set(program) },
    ];
    for (let end = 0; end <= answer.length; end++) {
      const closed = closeAnswer(answer.slice(0, end));
      expect(closeAnswer(closed), `closed twice at ${end}`).toBe(closed);
      if (closed === "") continue;
      expect(closed.startsWith(OPEN) && closed.endsWith(CLOSE), `the envelope at ${end}: ${closed}`).toBe(true);
      for (const { stream, whole } of clients) {
        const streamed = namesOf(stream.set(programOf(answer.slice(0, end).replace(/&\w*$/, ""))));
        const parsed = whole(programOf(closed));
        expect(parsed.meta.incomplete, `open at ${end}: ${closed}`).toBe(false);
        expect(namesOf(parsed), `at ${end}: ${closed}`).toEqual(expect.arrayContaining(streamed));
      }
    }
  });

  test("whole, without an envelope, or hardly begun", () => {
    const whole = answerTo(PROGRAM);
    expect(closeAnswer(whole)).toBe(whole);
    expect(closeAnswer("Just words < 3 & more")).toBe("Just words < 3 & more");
    expect(closeAnswer('{"a": "<content")')).toBe('{"a": "<content")');
    for (const begun of ["", "<", '<content thesys="tr', OPEN, `${OPEN}root = `]) expect(closeAnswer(begun)).toBe("");
  });

  test("is closed in time that grows as it does", () => {
    const cut = OPEN + escape(`root = Card([t])\nt = TextContent("${"[{(\\\\".repeat(300_000)}`);
    const startedMs = performance.now();
    expect(closeAnswer(cut).endsWith(CLOSE)).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
