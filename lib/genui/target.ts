import { ApiError } from "@/lib/errors";
import type { Item, MessageItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { type CallerLibrary, chatLibrary, readLibrary } from "./library/caller-library";
import type { Payload } from "./payload";

/** What interface a request wants: in which payload, and of which components (null: of ours). */
export interface Target {
  payload: Payload;
  library: CallerLibrary | null;
}

const SENTINEL = "]]>openui:config";
/** The block stands on lines of its own, wherever in the text. */
const SENTINEL_LINE = /(?:^[ \t\n\r]*|\n)\]\]>openui:config[ \t]*(?:\r?\n)?/;

/**
 * The target of a request, and the request without the block that configures it. A block, on lines of its own in the instructions or in a
 * system message, asks for plain OpenUI Lang, and so does a plain model id (`openai/gpt-5`); all else gets the C1 envelope. Who asks for
 * Markdown gets it of the same components.
 * Throws `ApiError` 400 for a block that can't be read.
 */
export function readTarget(asked: GenerationRequest): { target: Target; request: GenerationRequest } {
  const { target, request } = readInterface(asked);
  return asked.ui.format === "markdown" ? { target: { ...target, payload: "markdown" }, request } : { target, request };
}

function readInterface(request: GenerationRequest): { target: Target; request: GenerationRequest } {
  const own = request.instructions === null ? null : readBlock(request.instructions, "instructions");
  if (own) return { target: { payload: "openui", library: own.library }, request: { ...request, instructions: own.rest || null } };
  for (const [index, item] of request.input.entries()) {
    for (const [at, text] of systemTexts(item).entries()) {
      const block = readBlock(text, "messages");
      if (!block) continue;
      const left = withText(item, at, block.rest);
      const input = left === null ? request.input.toSpliced(index, 1) : request.input.with(index, left);
      return { target: { payload: "openui", library: block.library }, request: { ...request, input } };
    }
  }
  return { target: { payload: isPlainId(request.model) ? "openui" : "c1", library: null }, request };
}

/** Ids of the C1 family, whatever stands before or behind, and names without a provider keep their envelope. */
function isPlainId(model: string): boolean {
  return model.includes("/") && !/^(?:openai\/)?c1(?:-exp)?(?:[/-]|$)/.test(model);
}

function readBlock(text: string, param: string): { library: CallerLibrary; rest: string } | null {
  const at = SENTINEL_LINE.exec(text);
  if (!at) return null;
  const [line = "", ...rest] = text.slice(at.index + at[0].length).split("\n");
  let config: unknown;
  try {
    config = JSON.parse(line);
  } catch {
    // Somebody may well write about such a block behind other words.
    if (text.slice(0, at.index).trim() !== "") return null;
    throw new ApiError("invalid_value", `The line after '${SENTINEL}' is not valid JSON.`, { param });
  }
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw new ApiError("invalid_value", `The line after '${SENTINEL}' must hold a JSON object.`, { param });
  const { chatLibrary: given, systemPromptOptions } = config as { chatLibrary?: unknown; systemPromptOptions?: unknown };
  const library = given === undefined || given === null ? chatLibrary() : readLibrary(given, systemPromptOptions, param);
  return { library, rest: [text.slice(0, at.index).trim(), rest.join("\n").trim()].filter(Boolean).join("\n\n") };
}

/** The texts of a system message, one a part. */
function systemTexts(item: Item): string[] {
  if (item.type !== "message" || (item.role !== "system" && item.role !== "developer")) return [];
  return item.content.map((part) => ("text" in part ? part.text : ""));
}

/** The message with another text in one of its parts, which goes when there is none; null when nothing is left of it. */
function withText(item: Item, at: number, text: string): Item | null {
  if (item.type !== "message") return item;
  const content: MessageItem["content"] = item.content.flatMap((part, index) =>
    index !== at || !("text" in part) ? [part] : text === "" ? [] : [{ ...part, text }],
  );
  return content.length === 0 ? null : { ...item, content };
}
