import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";

/** Models whose chat template opens the thought in the prompt, so that their text begins inside it. */
const FAMILIES = /deepseek-?r1|\bqwq\b|qwen.*-thinking|glm-z1/i;
/** What begins something else: a mark of its own, a fence, or the interface. */
const OTHER_BEGINNING = /^\s*(?:[<[◁`]|root\b)/;

/**
 * Puts the mark that the prompt swallowed before the text of a model that is known by its name to think so. Where reasoning came first, the
 * server takes the thought out itself, and the text is left alone, as is everything where JSON was asked for.
 */
export async function* withThoughtMark(events: GenerationEvents, { model, outputFormat }: GenerationRequest): GenerationEvents {
  let isDecided = outputFormat.type !== "text" || !FAMILIES.test(model);
  for await (const event of events) {
    if (event.type === "reasoning-start") isDecided = true;
    if (isDecided || event.type !== "text-delta" || event.delta.trim() === "") {
      yield event;
      continue;
    }
    isDecided = true;
    yield OTHER_BEGINNING.test(event.delta) ? event : { ...event, delta: `<think>\n${event.delta}` };
  }
}
