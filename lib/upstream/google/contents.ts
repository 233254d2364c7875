import { ApiError } from "@/lib/errors";
import type { ContentPart, FunctionCallOutputItem, Item } from "@/lib/generation/item";
import { mediaOf, outputText } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { timeOfId } from "@/lib/ids";
import { parseObject } from "@/lib/json";
import { findCallNote } from "../call-notes";
import { parseDataUrl } from "../data-url";
import { ownState, statesOfCalls } from "../own-state";
import type { Rules } from "./rules";

type Part = Record<string, unknown>;

export interface Content {
  role: "user" | "model";
  parts: Part[];
}

/** Whose the signatures are. */
export const PROVIDER = "google";

// From Gemini 3 on a replayed call without its signature is refused. Where it is no longer known, or was never made, this value stands for
// it, the one Google documents for calls from elsewhere.
const FOREIGN_CALL_SIGNATURE = "skip_thought_signature_validator";

/** What decides how a dialogue is written. */
interface Writing {
  model: string;
  rules: Rules;
  /** The names of the tools that were called, by the ids of the calls. */
  names: Map<string, string>;
}

/** Returns the dialogue in turns, with every signature on its part. Throws 400 for pictures and files that can't be sent. */
export function toContents({ input, model }: GenerationRequest, rules: Rules): Content[] {
  const names = new Map(input.flatMap((item) => (item.type === "function_call" ? [[item.call_id, item.name] as const] : [])));
  const writing: Writing = { model, rules, names };
  const ofCalls = statesOfCalls(input, PROVIDER, model);
  const contents: Content[] = [];
  let early: Part[] = [];
  for (const item of input) {
    if (item.type === "reasoning") {
      early = sign(contents, item, model);
      continue;
    }
    const content = toContent(item, writing);
    if (!content || content.parts.length === 0) continue;
    const last = contents.at(-1);
    if (last?.role === content.role) last.parts.push(...content.parts);
    else contents.push(content);
    if (content.role === "model") signTexts(contents, early);
    early = [];
    if (item.type === "function_call") signCall(contents.at(-1), ofCalls.get(item.call_id)?.blocks ?? null, item.call_id, writing);
  }
  // The API wants a user before the model's first call.
  if (contents[0]?.role !== "user") contents.unshift({ role: "user", parts: [{ text: "(The conversation begins.)" }] });
  return contents;
}

/** Returns the same turns as if no Gemini had made them: without thoughts and signatures, and with the word for calls from elsewhere. */
export function unsigned(contents: readonly Content[]): Content[] {
  const bare = contents.map(({ role, parts }): Content => {
    const said = parts.filter((part) => part.thought !== true && !(part.text === "" && "thoughtSignature" in part));
    return { role, parts: said.map(withoutSignature) };
  });
  return bare.filter(({ parts }) => parts.length > 0);
}

function withoutSignature(part: Part): Part {
  const { thoughtSignature, ...rest } = part;
  return thoughtSignature !== undefined && "functionCall" in part ? { ...rest, thoughtSignature: FOREIGN_CALL_SIGNATURE } : rest;
}

/**
 * Gives back what was signed beside calls: a thought as it was, and the signature of a text on it. Returns those of a text that is still to
 * come, since the words of an answer may stand behind what was reasoned after them.
 */
function sign(contents: Content[], item: Item, model: string): Part[] {
  const state = ownState(item, PROVIDER, model);
  if (!state || state.callId !== undefined) return [];
  const last = contents.at(-1);
  const hasText = last?.role === "model" && last.parts.some((part) => "text" in part && part.thought !== true);
  const thoughts = state.blocks.filter(({ thought }) => thought === true);
  const texts = state.blocks.filter(({ thought }) => thought !== true);
  if (thoughts.length > 0) modelTurn(contents).parts.push(...thoughts);
  if (!hasText) return texts;
  signTexts(contents, texts);
  return [];
}

/** Puts signatures on the last text, or where they had none, on an empty one. */
function signTexts(contents: Content[], texts: readonly Part[]): void {
  for (const { text, thoughtSignature } of texts) {
    const { parts } = modelTurn(contents);
    const end = parts.at(-1);
    // What was said may have been put differently since.
    if (text !== "" && typeof end?.text === "string" && !("thoughtSignature" in end)) Object.assign(end, { thoughtSignature });
    else parts.push({ text: "", thoughtSignature });
  }
}

function modelTurn(contents: Content[]): Content {
  const last = contents.at(-1);
  if (last?.role === "model") return last;
  const turn: Content = { role: "model", parts: [] };
  contents.push(turn);
  return turn;
}

/** Signs the last part, a call. Of calls made together only the first is signed. */
function signCall(content: Content | undefined, signature: Part[] | null, callId: string, { model, rules }: Writing): void {
  const call = content?.parts.at(-1);
  if (!content || !call) return;
  const known = signature ?? findCallNote(model, callId);
  const isFirst = content.parts.filter((part) => "functionCall" in part).length === 1;
  const foreign = isFirst && rules.isSigned ? [{ thoughtSignature: FOREIGN_CALL_SIGNATURE }] : [];
  Object.assign(call, ...(known ?? foreign));
}

function toContent(item: Exclude<Item, { type: "reasoning" }>, writing: Writing): Content | null {
  switch (item.type) {
    case "message":
      if (item.role === "system" || item.role === "developer") return null;
      return { role: item.role === "assistant" ? "model" : "user", parts: item.content.flatMap(toParts) };
    case "function_call":
      return {
        role: "model",
        parts: [{ functionCall: { ...idOf(item.call_id), name: item.name, args: parseObject(item.arguments) ?? {} } }],
      };
    case "function_call_output":
      return { role: "user", parts: toResponse(item, writing) };
  }
}

function toResponse(item: FunctionCallOutputItem, { rules, names }: Writing): Part[] {
  const text = outputText(item);
  const media = mediaOf(item).flatMap(toParts);
  const isWithin = rules.mediaInResponse && media.length > 0;
  const response = { name: names.get(item.call_id) ?? item.call_id, response: parseObject(text) ?? { result: text } };
  const functionResponse = { ...idOf(item.call_id), ...response, ...(isWithin && { parts: media }) };
  return [{ functionResponse }, ...(isWithin ? [] : media)];
}

/** The id of a call, which must come back where the model gave one; those that it did not give were minted here. */
function idOf(callId: string): { id?: string } {
  return timeOfId("call", callId) === null ? { id: callId } : {};
}

function toParts(part: ContentPart): Part[] {
  switch (part.type) {
    case "input_text":
    case "output_text":
      return part.text === "" ? [] : [{ text: part.text }];
    case "refusal":
      return part.refusal === "" ? [] : [{ text: part.refusal }];
    case "input_image":
      return [toInlineData(part.image_url)];
    case "input_file":
      return [toInlineData(part.file_data ?? "")];
  }
}

function toInlineData(url: string): Part {
  const data = parseDataUrl(url);
  if (!data) throw new ApiError("invalid_value", "Google takes images and files only as base64 data URLs.", { param: "messages" });
  return { inlineData: { mimeType: data.mediaType, data: data.base64 } };
}
