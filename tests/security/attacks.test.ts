import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { GenerationRequest } from "@/lib/generation/request";
import { answer } from "@/lib/offline/answer";
import { message, requestOf } from "@/tests/offline/case";

type Attack = [piece: string, times: number][];

/** The worst texts that the checker of regular expressions found for those of the offline engine, piece by piece. */
const ATTACKS = JSON.parse(readFileSync(new URL("./attacks.json", import.meta.url), "utf8")) as Attack[];

const CHARS_MAX = 60_000;
/** One answer's budget is 250 ms, and a second reading of its beginning may follow. */
const CPU_MS_MAX = 1_500;

const parameters = {
  type: "object",
  properties: { city: { type: "string" }, count: { type: "integer" }, tags: { type: "array", items: { type: "string" } } },
  required: ["city"],
};
const tool = { type: "function" as const, name: "find_thing", description: "Finds a thing", parameters, strict: false };

const REQUESTS: [string, (text: string) => GenerationRequest][] = [
  ["as words", (text) => requestOf([message("user", text)])],
  ["with a tool", (text) => ({ ...requestOf([message("user", text)]), tools: [tool] })],
];

function written(attack: Attack): string {
  const whole = attack.reduce((length, [piece, times]) => length + piece.length * times, 0);
  return attack.map(([piece, times]) => piece.repeat(Math.ceil(times * Math.min(1, CHARS_MAX / whole)))).join("");
}

function cpuMs(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

test.each(REQUESTS)("the worst texts, %s, cost the offline engine no more than its budget", (_how, request) => {
  expect(ATTACKS.length).toBeGreaterThan(90);
  const slow = ATTACKS.flatMap((attack) => {
    const text = written(attack);
    const ms = Math.min(
      cpuMs(() => answer(request(text))),
      cpuMs(() => answer(request(text))),
    );
    return ms > CPU_MS_MAX ? [`${Math.round(ms)} ms: ${JSON.stringify(text.slice(0, 40))}`] : [];
  });
  expect(slow).toEqual([]);
});
