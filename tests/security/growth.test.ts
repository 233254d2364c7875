import { expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { createStage } from "@/lib/genui/stage";
import { answer } from "@/lib/offline/answer";
import { redact } from "@/lib/redact";
import { message, requestOf } from "@/tests/offline/case";
import { FAMILIES } from "./families";

const LENGTH = 12_000;
/** Linear work takes 4 times as long for 4 times the text, quadratic work 16 times. */
const RATIO_MAX = 8;
/** Below this, what the machine does beside it counts for more than the text. */
const FLOOR_MS = 12;

function asAnswer(text: string): void {
  const stage = createStage(DEFAULT_UI);
  stage.push(text);
  stage.end("whole", false);
}

const asWords = (text: string): unknown => answer(requestOf([message("user", text)]));

const WORK: [what: string, run: (text: string) => unknown, before: string][] = [
  ["what a user says, to the offline engine", asWords, ""],
  ["what a user pastes, to the offline engine", asWords, "chart this:\n"],
  ["what a model says, on its way to an interface", asAnswer, ""],
  ["a string of a model, on its way to an interface", asAnswer, 'root = Card([t])\nt = TextContent("'],
  ["a line on its way to the log", redact, ""],
];

/** Processor time of the quickest run: of the processor, not of the clock, so that a busy machine changes little. */
function cpuMs(run: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

test.each(WORK)("%s: four times the text takes about four times as long", (_what, run, before) => {
  run("warm up: a 1, b 2");
  const steep = FAMILIES.flatMap(({ name, grow }) => {
    const [short, long] = [before + grow(LENGTH), before + grow(4 * LENGTH)];
    let ms = cpuMs(() => run(long), 1);
    if (ms <= RATIO_MAX * FLOOR_MS) return [];
    const bound =
      RATIO_MAX *
      Math.max(
        FLOOR_MS,
        cpuMs(() => run(short), 3),
      );
    if (ms > bound)
      ms = Math.min(
        ms,
        cpuMs(() => run(long), 3),
      );
    return ms > bound
      ? [`${name}: ${Math.round(ms)} ms for ${long.length} characters, ${Math.round(bound / RATIO_MAX)} for a quarter`]
      : [];
  });
  expect(steep).toEqual([]);
});

test.each([
  ["line breaks to the offline engine", asWords, "\n", 300],
  ["contexts that never end, to the offline engine", asWords, "<context>", 300],
  ["tags on one line of an answer", asAnswer, "<content>", 6_000],
  ["thoughts on one line of an answer", asAnswer, "<think></think>", 6_000],
  ["quotes in a string of an answer", (text: string) => asAnswer(`root = Card([t])\nt = TextContent("${text}`), '"', 6_000],
])("a million characters of %s take less than their bound", (_what, run, piece, msMax) => {
  expect(cpuMs(() => run(piece.repeat(1_000_000 / piece.length)), 2)).toBeLessThan(msMax);
});
