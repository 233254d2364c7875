import { ApiError } from "@/lib/errors";
import type { Item, MessageItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { type CallerLibrary, chatLibrary, readLibrary } from "./library/caller-library";
import type { Payload } from "./payload";

/** What interface a request wants: in which payload, and of which components (null: of ours). */
export interface Target {
  payload: Payload;
  library: CallerLibrary | null;
  /** The names of the tools that the request offers. */
  tools?: readonly string[];
}

const SENTINEL = "]]>openui:config";

/**
 * The target of a request, and the request without the block that configures it. A block, at the beginning of the instructions or of a
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
    const text = systemText(item);
    const block = text === null ? null : readBlock(text, "messages");
    if (!block) continue;
    const input = block.rest === "" ? request.input.toSpliced(index, 1) : request.input.with(index, withText(item, block.rest));
    return { target: { payload: "openui", library: block.library }, request: { ...request, input } };
  }
  return { target: { payload: isPlainId(request.model) ? "openui" : "c1", library: null }, request };
}

/** Ids of the C1 family, whatever stands before or behind, and names without a provider keep their envelope. */
function isPlainId(model: string): boolean {
  return model.includes("/") && !/^(?:openai\/)?c1(?:-exp)?(?:[/-]|$)/.test(model);
}

function readBlock(text: string, param: string): { library: CallerLibrary; rest: string } | null {
  const start = text.trimStart();
  if (!start.startsWith(SENTINEL)) return null;
  const [line = "", ...rest] = start
    .slice(SENTINEL.length)
    .replace(/^[ \t]*\r?\n/, "")
    .split("\n");
  let config: unknown;
  try {
    config = JSON.parse(line);
  } catch {
    throw new ApiError("invalid_value", `The line after '${SENTINEL}' is not valid JSON.`, { param });
  }
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw new ApiError("invalid_value", `The line after '${SENTINEL}' must hold a JSON object.`, { param });
  const { chatLibrary: given, systemPromptOptions } = config as { chatLibrary?: unknown; systemPromptOptions?: unknown };
  const library = given === undefined || given === null ? chatLibrary() : readLibrary(given, systemPromptOptions, param);
  return { library, rest: rest.join("\n").trim() };
}

function systemText(item: Item): string | null {
  if (item.type !== "message" || (item.role !== "system" && item.role !== "developer")) return null;
  const [part] = item.content;
  return part && "text" in part ? part.text : null;
}

function withText(item: Item, text: string): Item {
  if (item.type !== "message") return item;
  const content: MessageItem["content"] = item.content.map((part, index) => (index === 0 && "text" in part ? { ...part, text } : part));
  return { ...item, content };
}
