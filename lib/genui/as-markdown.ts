import { generationRequest } from "@/lib/generation/generation-request";
import type { UiOptions } from "@/lib/generation/request";
import { createPace } from "@/lib/pace";
import { createStage } from "./stage";
import { readTarget } from "./target";
import { toProgram } from "./to-program";

/** What an answer was written for: its model, its options and the instructions that it followed. */
export interface WrittenFor {
  model: string;
  ui: UiOptions;
  instructions: string | null;
}

/** How a program begins that stands without an envelope. */
const BARE_PROGRAM = /^root = /;

/**
 * Returns a stored answer as Markdown, as if that had been asked for; words stay words. Other work goes on while a long one is written.
 * Throws `ApiError` 400 for instructions whose block of configuration can't be read.
 */
export async function asMarkdown(answer: string, { model, ui, instructions }: WrittenFor): Promise<string> {
  const program = toProgram(answer);
  if (program === answer && !BARE_PROGRAM.test(program)) return answer;
  const { target } = readTarget(generationRequest({ model, input: [], instructions, ui: { ...ui, format: "markdown" } }));
  const stage = createStage(ui, { library: target.library, payload: target.payload });
  const pace = createPace();
  for (const _ of stage.pushing(program)) if (pace.isDue()) await pace.rest();
  for (const _ of stage.ending("whole", true)) if (pace.isDue()) await pace.rest();
  return stage.take().trim();
}
