import { createParser } from "@openuidev/lang-core";
import { expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { library } from "@/lib/genui/library/library";
import { createStage } from "@/lib/genui/stage";
import { readCorpus } from "../offline/case";
import { play } from "../offline/run";

const parser = createParser(library.toJSONSchema(), "Card");

/** The children of a program as a client sees them; a null and nothing are the same to it. */
function seen(program: string): unknown {
  return JSON.parse(JSON.stringify(parser.parse(program).root?.props.children ?? null), (key, value: unknown) =>
    key === "statementId" || value === null ? undefined : value,
  );
}

test("what the offline engine writes passes as it is", { timeout: 60_000 }, async () => {
  const cases = readCorpus().flatMap((group) => group.cases);
  let programs = 0;
  for (const one of cases) {
    const outcome = await play(one);
    if (outcome.root === null) continue;
    programs++;
    const stage = createStage(DEFAULT_UI);
    const staged = stage.push(outcome.text) + stage.end("whole", false);
    expect({ text: outcome.text, seen: seen(staged) }).toEqual({ text: outcome.text, seen: seen(outcome.text) });
  }
  expect(programs).toBeGreaterThan(80);
});
