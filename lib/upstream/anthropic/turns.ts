import { ApiError } from "@/lib/errors";
import type { ContentPart, FunctionCallOutputItem, Item, MessageItem } from "@/lib/generation/item";
import { mediaOf, outputText } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { parseObject } from "@/lib/json";
import { acceptableId } from "../acceptable-id";
import { findCallNote } from "../call-notes";
import { parseDataUrl } from "../data-url";
import { ownState, statesOfCalls } from "../own-state";
import { cacheControl } from "./cache-marks";

export type Block = Record<string, unknown> & { type: string };

export interface Turn {
  role: "user" | "assistant";
  content: Block[];
}

/** Whose what was thought is. */
export const PROVIDER = "anthropic";

/** Whether a block is what a model thought. */
export function isThought(block: Block | undefined): boolean {
  return block?.type === "thinking" || block?.type === "redacted_thinking";
}

/** Returns the turns without what was thought, or with it only where it led to something, since the API refuses it at the end of a turn. */
export function withThoughts(turns: Turn[], areTaken: boolean): Turn[] {
  const kept = turns.map(({ role, content }): Turn => {
    const end = content.findLastIndex((block) => !isThought(block)) + 1;
    return { role, content: areTaken ? content.slice(0, end) : content.filter((block) => !isThought(block)) };
  });
  return kept.filter(({ content }) => content.length > 0);
}

/**
 * Ends the turns, in place, so that the model may go on: no blank at the end of an assistant's words and, where they can't be the end, a
 * turn of the user behind them.
 */
export function endTurns(turns: Turn[], mayEndWithAssistant: boolean): void {
  const last = turns.at(-1);
  if (last?.role !== "assistant") return;
  const block = last.content.at(-1);
  if (typeof block?.text === "string") block.text = block.text.trimEnd();
  if (!mayEndWithAssistant) turns.push({ role: "user", content: [{ type: "text", text: "Go on from exactly where you stopped." }] });
}

/** Adds a sentence to the last turn of the user, behind everything else in it. */
export function sayLast(turns: Turn[], text: string): void {
  const last = turns.findLast(({ role }) => role === "user");
  last?.content.push({ type: "text", text });
}

/** Returns the dialogue in turns, with what was thought in its place. Turns must alternate, so neighbours of one role become one turn. */
export function toTurns({ input, model }: GenerationRequest): Turn[] {
  const turns: Turn[] = [];
  const ofCalls = statesOfCalls(input, PROVIDER, model);
  /** The turns whose thinking the dialogue itself brings along. */
  const thinking = new Set<Turn>();
  for (const item of input) {
    const state = item.type === "function_call" ? ofCalls.get(item.call_id) : ownState(item, PROVIDER, model);
    const isElsewhere = item.type === "reasoning" && state?.callId !== undefined && ofCalls.has(state.callId);
    const turn = toTurn(item, isElsewhere ? [] : ((state?.blocks ?? []) as Block[]));
    if (!turn || turn.content.length === 0) continue;
    let last = turns.at(-1);
    if (last?.role !== turn.role) {
      last = { role: turn.role, content: [] };
      turns.push(last);
    }
    if (state) thinking.add(last);
    const note = item.type === "function_call" && !thinking.has(last) ? (findCallNote(model, item.call_id) as Block[] | null) : null;
    // A turn begins with what was thought, whatever was said before the first call.
    if (note && !last.content.some(({ type }) => type === "tool_use")) last.content.unshift(...note);
    else if (note) last.content.push(...note);
    last.content.push(...turn.content);
  }
  if (turns[0]?.role !== "user") turns.unshift({ role: "user", content: [{ type: "text", text: "(The conversation begins.)" }] });
  return turns;
}

/** `thoughts` is what was thought before the item, or of reasoning the item itself. */
function toTurn(item: Item, thoughts: Block[]): Turn | null {
  switch (item.type) {
    case "message":
      return messageTurn(item);
    case "function_call":
      return {
        role: "assistant",
        content: [
          ...thoughts,
          { type: "tool_use", id: acceptableId(item.call_id), name: item.name, input: parseObject(item.arguments) ?? {} },
        ],
      };
    case "function_call_output":
      return { role: "user", content: [toToolResult(item)] };
    case "reasoning":
      return { role: "assistant", content: thoughts };
  }
}

function toToolResult(item: FunctionCallOutputItem): Block {
  const parts = typeof item.output === "string" ? [] : item.output;
  const content = mediaOf(item).length === 0 ? outputText(item) : parts.flatMap(toBlocks).map(unmarked);
  const isEmpty = typeof content === "string" ? content.trim() === "" : content.length === 0;
  const marked = parts.findLast((part) => part.prompt_cache_breakpoint);
  const result = { type: "tool_result", tool_use_id: acceptableId(item.call_id) };
  return { ...result, ...(!isEmpty && { content }), ...(marked && cacheControl(marked)) };
}

function unmarked(block: Block): Block {
  const { cache_control: _, ...rest } = block;
  return rest;
}

function messageTurn(item: MessageItem): Turn | null {
  if (item.role === "system" || item.role === "developer") return null;
  return { role: item.role, content: item.content.flatMap(toBlocks) };
}

function toBlocks(part: ContentPart): Block[] {
  switch (part.type) {
    case "input_text":
      return toText(part.text, cacheControl(part));
    case "output_text":
      return toText(part.text);
    case "refusal":
      return toText(part.refusal);
    case "input_image":
      return [{ type: "image", source: toSource(part.image_url), ...cacheControl(part) }];
    case "input_file":
      return [
        {
          type: "document",
          source: toSource(part.file_data ?? part.file_url ?? ""),
          ...(part.filename === null ? {} : { title: part.filename }),
          ...cacheControl(part),
        },
      ];
  }
}

/** The API refuses empty text blocks. */
function toText(text: string, mark: object = {}): Block[] {
  return text.trim() === "" ? [] : [{ type: "text", text, ...mark }];
}

function toSource(url: string): Record<string, string> {
  const data = parseDataUrl(url);
  if (data) return { type: "base64", media_type: data.mediaType, data: data.base64 };
  if (url.startsWith("https://")) return { type: "url", url };
  throw new ApiError("invalid_value", "Anthropic takes images and files as base64 data URLs or https URLs.", { param: "messages" });
}
