import { describe, expect, test } from "vitest";
import { wrap } from "@/lib/genui/read/envelope";
import { programOf } from "./program";

const PROGRAM = 'root = Card([t, c])\nt = TextContent("a < b && \\"c\\"")\nc = BarChart(["x"], [{category: "s", values: [1]}])';

describe("programOf", () => {
  test("the program of an answer, without envelope, fence and entities", () => {
    expect(programOf(wrap(PROGRAM))).toBe(PROGRAM);
  });

  test("every beginning of an answer is a beginning of its program: nothing of the wire is ever shown", () => {
    const answer = wrap(PROGRAM);
    for (let length = 0; length <= answer.length; length++) {
      const shown = programOf(answer.slice(0, length));
      expect(PROGRAM.startsWith(shown.trimEnd()) || PROGRAM.startsWith(shown), `${length}: ${shown}`).toBe(true);
    }
  });

  test("the text of an answer in the older JSON format", () => {
    const legacy = '{"component":{"component":"Card","props":{"children":[{"component":"TextContent","props":{"textMarkdown":"Hello"}}]}}}';
    const answer = `<content thesys="true">${legacy.replaceAll('"', "&quot;")}</content>`;
    expect(programOf(answer)).toBe('root = Card([t])\nt = TextContent("Hello")');
  });

  test("nothing stays nothing", () => {
    expect(programOf("")).toBe("");
    expect(programOf("<content")).toBe("");
  });
});
