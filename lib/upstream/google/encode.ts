import { instructionsOf } from "@/lib/generation/instructions";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { systemText } from "../system-text";
import { offeredTools } from "../tool-limits";
import type { Body } from "../wire-format";
import { type Content, toContents, unsigned } from "./contents";
import { type Rules, rulesOf } from "./rules";
import { toGeminiSchema } from "./schema";
import { toThinkingConfig } from "./thinking";

/**
 * Returns the request in Gemini's `streamGenerateContent` format, as the model's family takes it, and tells what was adjusted. The model stands
 * in the URL. Throws 400 for pictures and files that can't be sent.
 */
export function encode(request: GenerationRequest, tell?: Tell): Body {
  const rules = rulesOf(request.model);
  const tools = offeredTools(request);
  const json = jsonOf(request, rules, tools.length > 0, tell);
  const system = [instructionsOf(request), ...request.input.map(systemText), json.instruction].filter((text) => text);
  return {
    contents: toContents(request, rules),
    ...(system.length > 0 && { systemInstruction: { parts: [{ text: system.join("\n\n") }] } }),
    ...(tools.length > 0 && {
      tools: [
        {
          functionDeclarations: tools.map(({ name, description, parameters }) => ({
            name,
            description: description ?? name,
            ...(parameters !== null && { parametersJsonSchema: toGeminiSchema(parameters) }),
          })),
        },
      ],
      toolConfig: { functionCallingConfig: toCallingConfig(request) },
    }),
    generationConfig: { ...toGenerationConfig(request, rules, tell), ...json.members },
  };
}

/** Returns the body without what was thought and signed in earlier turns, which keys and routes do not share; null where there is none of it. */
export function withoutReasoning(body: Body): Body | null {
  const signed = body.contents as Content[];
  const contents = unsigned(signed);
  return JSON.stringify(contents) === JSON.stringify(signed) ? null : { ...body, contents };
}

/** How JSON is asked for: by the API or, where it can't be beside tools, in words, which is told. */
function jsonOf(
  { outputFormat }: GenerationRequest,
  { schemaBesideTools }: Rules,
  hasTools: boolean,
  tell?: Tell,
): { members: Record<string, unknown>; instruction: string | null } {
  if (outputFormat.type === "text") return { members: {}, instruction: null };
  const schema = outputFormat.type === "json_schema" ? outputFormat.schema : null;
  if (!hasTools || schemaBesideTools) {
    const members = { responseMimeType: "application/json", ...(schema && { responseJsonSchema: toGeminiSchema(schema) }) };
    return { members, instruction: null };
  }
  tell?.({ parameter: "text.format", sent: "instructions" });
  const only = "Unless you call a tool, answer with one JSON object and nothing else: no prose, no code fence.";
  return { members: {}, instruction: schema ? `${only} It must match this JSON Schema:\n${JSON.stringify(schema)}` : only };
}

function toGenerationConfig(request: GenerationRequest, rules: Rules, tell?: Tell): Record<string, unknown> {
  const { maxOutputTokens, temperature, topP, seed, frequencyPenalty, presencePenalty, stop } = request;
  const leaveOut = (parameter: string, value: number | null, nothing: number) => {
    if (value !== null && value !== nothing) tell?.({ parameter, sent: null });
  };
  const config: Record<string, unknown> = {};
  if (maxOutputTokens !== null) config.maxOutputTokens = Math.min(maxOutputTokens, rules.outputMax);
  if (maxOutputTokens !== null && maxOutputTokens > rules.outputMax)
    tell?.({ parameter: "max_output_tokens", sent: String(rules.outputMax) });
  if (rules.sampling) Object.assign(config, temperature !== null && { temperature }, topP !== null && { topP });
  else {
    leaveOut("temperature", temperature, 1);
    leaveOut("top_p", topP, 1);
  }
  if (rules.penalties)
    Object.assign(config, frequencyPenalty !== null && { frequencyPenalty }, presencePenalty !== null && { presencePenalty });
  else {
    leaveOut("frequency_penalty", frequencyPenalty, 0);
    leaveOut("presence_penalty", presencePenalty, 0);
  }
  if (seed !== null) config.seed = seed;
  if (stop.length > 0) config.stopSequences = stop;
  const thinkingConfig = toThinkingConfig(request, rules, tell);
  return thinkingConfig ? { ...config, thinkingConfig } : config;
}

function toCallingConfig({ toolChoice }: GenerationRequest): Record<string, unknown> {
  if (typeof toolChoice !== "string") return { mode: "ANY", allowedFunctionNames: [toolChoice.name] };
  return { mode: { auto: "AUTO", none: "NONE", required: "ANY" }[toolChoice] };
}
