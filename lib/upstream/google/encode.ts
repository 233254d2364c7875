import { ApiError } from "@/lib/errors";
import { instructionsOf } from "@/lib/generation/instructions";
import type { ContentPart, Item } from "@/lib/generation/item";
import { mediaOf, outputText } from "@/lib/generation/item";
import { timeOfId } from "@/lib/ids";
import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";
import { parseObject } from "@/lib/json";
import { findCallNote } from "../call-notes";
import { parseDataUrl } from "../data-url";
import { ownState, statesOfCalls } from "../own-state";
import { systemText } from "../system-text";
import { offeredTools } from "../tool-limits";

type Part = Record<string, unknown>;
interface Content {
  role: "user" | "model";
  parts: Part[];
}

/** Whose the signatures are. */
export const PROVIDER = "google";

const THINKING_TOKENS: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 512,
  low: 1_024,
  medium: 2_048,
  high: 4_096,
  xhigh: 8_192,
  max: 24_576,
};
// From Gemini 3 on thinking has levels and can't be switched off.
const THINKING_LEVELS = { none: "low", minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "high", max: "high" } as const;

// From Gemini 3 on a replayed call without its signature is refused. Where it is no longer known, as after a restart,
// this value stands for it, the one Google documents for calls from elsewhere.
const FOREIGN_CALL_SIGNATURE = "skip_thought_signature_validator";

/** The request in Gemini's `streamGenerateContent` format. The model stands in the URL. */
export function encode(request: GenerationRequest): Record<string, unknown> {
  const system = [instructionsOf(request), ...request.input.map(systemText)].filter((text) => text);
  const tools = offeredTools(request);
  return {
    contents: toContents(request),
    ...(system.length > 0 ? { systemInstruction: { parts: [{ text: system.join("\n\n") }] } } : {}),
    ...(tools.length > 0
      ? {
          tools: [
            {
              functionDeclarations: tools.map(({ name, description, parameters }) => ({
                name,
                description: description ?? name,
                ...(parameters === null ? {} : { parametersJsonSchema: parameters }),
              })),
            },
          ],
          toolConfig: { functionCallingConfig: toCallingConfig(request) },
        }
      : {}),
    generationConfig: toGenerationConfig(request),
  };
}

function toGenerationConfig(request: GenerationRequest): Record<string, unknown> {
  const { outputFormat, reasoningEffort } = request;
  const config: Record<string, unknown> = {};
  if (request.maxOutputTokens !== null) config.maxOutputTokens = request.maxOutputTokens;
  if (request.temperature !== null) config.temperature = request.temperature;
  if (request.topP !== null) config.topP = request.topP;
  if (request.seed !== null) config.seed = request.seed;
  if (request.frequencyPenalty !== null) config.frequencyPenalty = request.frequencyPenalty;
  if (request.presencePenalty !== null) config.presencePenalty = request.presencePenalty;
  if (request.stop.length > 0) config.stopSequences = request.stop;
  if (outputFormat.type !== "text") config.responseMimeType = "application/json";
  if (outputFormat.type === "json_schema") config.responseJsonSchema = outputFormat.schema;
  if (reasoningEffort !== null)
    config.thinkingConfig = { ...thinkingAmount(request.model, reasoningEffort), includeThoughts: reasoningEffort !== "none" };
  return config;
}

function thinkingAmount(model: string, effort: ReasoningEffort): Record<string, unknown> {
  return majorVersion(model) >= 3 ? { thinkingLevel: THINKING_LEVELS[effort] } : { thinkingBudget: THINKING_TOKENS[effort] };
}

function majorVersion(model: string): number {
  return Number(/^gemini-(\d+)/.exec(model)?.[1] ?? 0);
}

function toCallingConfig({ toolChoice }: GenerationRequest): Record<string, unknown> {
  if (typeof toolChoice !== "string") return { mode: "ANY", allowedFunctionNames: [toolChoice.name] };
  return { mode: { auto: "AUTO", none: "NONE", required: "ANY" }[toolChoice] };
}

function toContents(request: GenerationRequest): Content[] {
  const names = new Map(request.input.flatMap((item) => (item.type === "function_call" ? [[item.call_id, item.name] as const] : [])));
  const ofCalls = statesOfCalls(request.input, PROVIDER, request.model);
  const contents: Content[] = [];
  for (const item of request.input) {
    const last = contents.at(-1);
    const content = item.type === "reasoning" ? null : toContent(item, names);
    if (item.type === "reasoning") sign(contents, item, request.model);
    else if (!content || content.parts.length === 0) continue;
    else if (last?.role === content.role) last.parts.push(...content.parts);
    else contents.push(content);
    if (item.type === "function_call") signCall(contents.at(-1), ofCalls.get(item.call_id)?.blocks ?? null, request.model, item.call_id);
  }
  if (contents.length === 0) contents.push({ role: "user", parts: [{ text: "(The conversation begins.)" }] });
  return contents;
}

/** Gives back what was signed beside calls: a thought as it was, and the signature of a text on it, or where it had none, on an empty one. */
function sign(contents: Content[], item: Item, model: string): void {
  const state = ownState(item, PROVIDER, model);
  if (!state || state.callId !== undefined) return;
  let last = contents.at(-1);
  if (last?.role !== "model") contents.push((last = { role: "model", parts: [] }));
  for (const { text, thought, thoughtSignature } of state.blocks) {
    const end = last.parts.at(-1);
    // What was said may have been put differently since.
    if (!thought && text !== "" && end && typeof end.text === "string" && !("thoughtSignature" in end))
      Object.assign(end, { thoughtSignature });
    else last.parts.push({ text: thought ? text : "", ...(thought === true && { thought }), thoughtSignature });
  }
}

/** Signs the last part, a call. Of calls made together only the first is signed. */
function signCall(content: Content | undefined, signature: Part[] | null, model: string, callId: string): void {
  const call = content?.parts.at(-1);
  if (!content || !call) return;
  const isFirst = content.parts.filter((part) => "functionCall" in part).length === 1;
  const foreign = isFirst && majorVersion(model) >= 3 ? [{ thoughtSignature: FOREIGN_CALL_SIGNATURE }] : [];
  Object.assign(call, ...(signature ?? findCallNote(model, callId) ?? foreign));
}

function toContent(item: Exclude<Item, { type: "reasoning" }>, names: Map<string, string>): Content | null {
  switch (item.type) {
    case "message":
      if (item.role === "system" || item.role === "developer") return null;
      return { role: item.role === "assistant" ? "model" : "user", parts: item.content.flatMap(toParts) };
    case "function_call":
      return {
        role: "model",
        parts: [{ functionCall: { ...idOf(item.call_id), name: item.name, args: parseObject(item.arguments) ?? {} } }],
      };
    case "function_call_output": {
      const text = outputText(item);
      const name = names.get(item.call_id) ?? item.call_id;
      const response = parseObject(text) ?? { result: text };
      return { role: "user", parts: [{ functionResponse: { ...idOf(item.call_id), name, response } }, ...mediaOf(item).flatMap(toParts)] };
    }
  }
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
      return [{ text: part.refusal }];
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
