import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { htmlPage, reactClient } from "./drawing-snippets";
import { PROMPT } from "./snippets";

const BASE_URL = "http://localhost:3000/v1/embed";
const QUESTION = { model: "c1/vitrine/offline/v-20261122", messages: [{ role: "user", content: PROMPT }] };

describe("a page that draws an answer", () => {
  test.each([htmlPage, reactClient])("%o stands in the README as it is shown elsewhere, where a browser runs it", (snippet) => {
    const { code, note } = snippet(BASE_URL, QUESTION, "VITRINE_API_KEY");
    expect(readFileSync("README.md", "utf8")).toContain(code);
    expect(note).toContain("never publish one");
  });

  test("loads its script from the server it asks, and ends it nowhere too early", () => {
    const messages = [{ role: "user", content: "</script><!-- <script>" }];
    const { code } = htmlPage("https://ui.example.com/v1/embed", { ...QUESTION, messages, stream: true }, "key");
    expect(code).toContain('<script src="https://ui.example.com/embed.js"></script>');
    expect(code.match(/<\/?script\b/g)).toHaveLength(4);
    expect(code.match(/stream: true/g)).toHaveLength(1);
  });
});
