import { ApiError } from "@/lib/errors";
import { instructionsOf } from "@/lib/generation/instructions";
import type { ContentPart, Item } from "@/lib/generation/item";
import { mediaOf, outputText } from "@/lib/generation/item";
import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";
import { parseObject } from "@/lib/json";
import { findCallNote } from "../call-notes";
import { parseDataUrl } from "../data-url";
import { systemText } from "../system-text";
import { offeredTools } from "../tool-limits";

type Part = Record<string, unknown>;
interface Content {
  role: "user" | "model";
  parts: Part[];
}

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
  const contents: Content[] = [];
  for (const item of request.input) {
    const content = toContent(item, names, request.model);
    if (!content || content.parts.length === 0) continue;
    const last = contents.at(-1);
    if (last?.role === content.role) last.parts.push(...content.parts);
    else contents.push(content);
  }
  if (contents.length === 0) contents.push({ role: "user", parts: [{ text: "(The conversation begins.)" }] });
  return contents;
}

function toContent(item: Item, names: Map<string, string>, model: string): Content | null {
  switch (item.type) {
    case "message":
      if (item.role === "system" || item.role === "developer") return null;
      return { role: item.role === "assistant" ? "model" : "user", parts: item.content.flatMap(toParts) };
    case "function_call": {
      const call = { functionCall: { name: item.name, args: parseObject(item.arguments) ?? {} } };
      const known = findCallNote(model, item.call_id);
      const note = known ?? (majorVersion(model) >= 3 ? [{ thoughtSignature: FOREIGN_CALL_SIGNATURE }] : []);
      return { role: "model", parts: [Object.assign(call, ...note)] };
    }
    case "function_call_output": {
      const text = outputText(item);
      return {
        role: "user",
        parts: [
          { functionResponse: { name: names.get(item.call_id) ?? item.call_id, response: parseObject(text) ?? { result: text } } },
          ...mediaOf(item).flatMap(toParts),
        ],
      };
    }
    case "reasoning":
      return null;
  }
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
