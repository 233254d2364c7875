import { DEFAULT_UI } from "@/lib/generation/request";
import { unwrapAssistant } from "./read/envelope";
import { legacyToText } from "./read/legacy";
import { createStage } from "./stage";

/** Returns what an assistant's message says without what stands around it: one in the older JSON format as the program it would be today. */
export function toProgram(stored: string): string {
  return unwrapAssistant(stored, legacyToProgram);
}

function legacyToProgram(inner: string): string | null {
  if (legacyToText(inner) === null) return null;
  const stage = createStage(DEFAULT_UI);
  return (stage.push(inner) + stage.end("whole", true)).trim();
}
