import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { CODE_LANGUAGES, codeSample } from "./code-sample";

const awkward = 'It\'s "quoted" \\ back\nslash 🌍 \u0007 $HOME `id` true null';
const body = {
  model: "m",
  messages: [{ role: "user", content: awkward }],
  temperature: 0.5,
  stream: true,
  tools: [],
  stream_options: { include_usage: true, x: null },
};

test.each(CODE_LANGUAGES)("%s takes the key from the environment and names this server", (language) => {
  const code = codeSample(language, body, "https://vitrine.test");
  expect(code).toContain("VITRINE_API_KEY");
  expect(code).toContain("https://vitrine.test/v1/embed");
  expect(code).not.toMatch(/sk-|vtr_/);
});

test("curl: the shell passes on exactly the request", () => {
  const code = codeSample("curl", body, "https://vitrine.test").replace(
    /^curl -N/,
    "curl() { for last; do :; done; printf '%s' \"$last\"; }\ncurl -N",
  );
  expect(JSON.parse(execFileSync("/bin/sh", ["-c", code], { encoding: "utf8" }))).toEqual(body);
});

test("TypeScript: the request is the very object", () => {
  const literal = /create\(([\s\S]*?)\);\nfor/.exec(codeSample("typescript", body, "https://vitrine.test"))?.[1];
  expect(JSON.parse(literal ?? "")).toEqual(body);
});

test("Python: words of JSON become words of Python, texts stay as they are", () => {
  const code = codeSample("python", body, "https://vitrine.test");
  expect(code).toContain("    stream=True,");
  expect(code).toContain('"x": None,');
  expect(code).toContain(`"content": ${JSON.stringify(awkward)},`);
});
