import { expect, onTestFinished, test } from "vitest";
import { logLines } from "@/tests/security/log-lines";
import { log } from "./log";
import { logConsole } from "./server/console-log";

const PATH = `/v1/embed/models/${"a/".repeat(7_000)}vtr_live_${"1".repeat(49)}`;

test("a path is cut, and an error that quotes one or holds it", () => {
  const lines = logLines();
  const cause = Object.assign(new TypeError(`Invalid URL ${PATH}`), { input: PATH, url: { path: PATH }, code: "ERR_INVALID_URL" });
  log.error({ path: PATH, err: new Error("no page", { cause }) }, "failed");
  log.error({ err: cause }, "failed");
  log.error({ err: PATH }, "failed");
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line.length).toBeLessThan(5_000);
    expect(line).not.toContain("vtr_live_1");
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: "failed" });
  }
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ path: expect.stringMatching(/^\/v1\/embed\/models\/(a\/){90,}…$/) });
  expect(JSON.parse(lines[1] ?? "").err).toMatchObject({ type: "TypeError", code: "ERR_INVALID_URL", stack: expect.any(String) });
});

test("what is said on the console is a line of the log, cut and without secrets", () => {
  const lines = logLines();
  const original = { ...console };
  onTestFinished(() => void Object.assign(console, original));
  logConsole();
  console.error(" ⨯", Object.assign(new TypeError("Invalid URL"), { input: PATH }));
  console.warn("key %s", "sk-proj-abc_def-ghi123");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 50, from: "console", msg: expect.stringContaining("TypeError: Invalid URL") },
    { level: 40, from: "console", msg: "key [redacted]" },
  ]);
  expect(lines[0]?.length).toBeLessThan(5_000);
  expect(lines[0]).not.toContain("vtr_live_1");
});
