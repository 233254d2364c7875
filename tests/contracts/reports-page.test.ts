import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROBLEM_MEANINGS } from "@/lib/openapi/report";

test("docs/reports.md has every code of a problem with its meaning, and no other", () => {
  const page = readFileSync(new URL("../../docs/reports.md", import.meta.url), "utf8");
  const codes = page.slice(page.indexOf("## Codes"));
  const documented = [...codes.matchAll(/^\| `([\w-]+)` \| (.+) \|$/gm)].map(([, code, meaning]) => [code, meaning]);
  expect(Object.fromEntries(documented)).toEqual(PROBLEM_MEANINGS);
});
