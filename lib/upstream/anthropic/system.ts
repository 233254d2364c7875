import { ownInstructionsOf } from "@/lib/generation/instructions";
import type { Item } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { cacheControl, type Markable } from "./cache-marks";
import type { Format } from "./tools";

interface Said {
  text: string;
  mark: { cache_control?: unknown };
}

/**
 * Returns what the model is told before the dialogue: what all requests have in common in a block of its own, which comes first, then what
 * the client says, in as many blocks as it sets marks.
 */
export function toSystem(request: GenerationRequest, format: Format): { shared: Markable | null; blocks: Markable[] } {
  const shared = request.uiPrompt === null ? null : { type: "text", text: request.uiPrompt };
  const said = [plain(ownInstructionsOf(request)), ...request.input.map(saidIn), plain(jsonInstruction(request, format))].flat();
  const blocks: Markable[] = shared ? [shared] : [];
  let open: string[] = [];
  const close = (mark: Said["mark"]) => {
    if (open.length > 0) blocks.push({ type: "text", text: open.join("\n\n"), ...mark });
    open = [];
  };
  for (const { text, mark } of said) {
    if (text.trim() !== "") open.push(text);
    if (mark.cache_control) close(mark);
  }
  close({});
  return { shared, blocks };
}

const plain = (text: string | null): Said[] => (text === null ? [] : [{ text, mark: {} }]);

/** A system or developer message, in pieces that end at its marks. */
function saidIn(item: Item): Said[] {
  if (item.type !== "message" || (item.role !== "system" && item.role !== "developer")) return [];
  const said: Said[] = [{ text: "", mark: {} }];
  for (const part of item.content) {
    if (part.type !== "input_text") continue;
    const last = said.at(-1) as Said;
    last.text += part.text;
    last.mark = cacheControl(part);
    if (last.mark.cache_control) said.push({ text: "", mark: {} });
  }
  return said;
}

function jsonInstruction({ outputFormat }: GenerationRequest, format: Format): string | null {
  if (outputFormat.type === "text" || format?.by === "api" || format?.by === "tool") return null;
  const only = "Answer with one JSON object and nothing else: no prose, no code fence.";
  return outputFormat.type === "json_schema" ? `${only} It must match this JSON Schema:\n${JSON.stringify(outputFormat.schema)}` : only;
}
