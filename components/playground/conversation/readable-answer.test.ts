import { describe, expect, test } from "vitest";
import { wrap } from "@/lib/genui/read/envelope";
import { readableAnswer } from "./readable-answer";

const PROGRAM = 'root = Card([t])\nt = TextContent("Less < more & \\"quoted\\"")';

describe("an answer to be read", () => {
  test("is the program, without envelope and entities, at every beginning of it", () => {
    const whole = wrap(PROGRAM);
    expect(whole).toContain("&quot;");
    expect(readableAnswer(whole)).toBe(PROGRAM);
    for (let end = 0; end < whole.length; end++) expect(readableAnswer(whole.slice(0, end))).not.toMatch(/<content|&quot;|```\w/);
  });

  test("begins with what was thought", () => {
    const thought = "<thinkitem><thinkitemtitle>Reading</thinkitemtitle><thinkitemcontent>Is 1 &lt; 2?</thinkitemcontent></thinkitem>";
    expect(readableAnswer(thought + wrap(PROGRAM))).toBe(`# Reading: Is 1 < 2?\n\n${PROGRAM}`);
  });

  test("shows the JSON of the older format on lines of its own", () => {
    const json = { component: { component: "Card", props: { children: [] } } };
    const wire = `<content thesys="true">${JSON.stringify(json).replaceAll('"', "&quot;")}</content>`;
    expect(readableAnswer(wire)).toBe(JSON.stringify(json, null, 2));
  });

  test("is a plain text as it is", () => {
    expect(readableAnswer("Tom & Jerry &amp; friends")).toBe("Tom & Jerry &amp; friends");
    expect(readableAnswer("")).toBe("");
  });
});
