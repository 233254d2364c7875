import type { StoredItem } from "@/lib/generation/item";
import { DEFAULT_UI, type GenerationRequest, type OutputFormat, type ToolChoice } from "@/lib/generation/request";
import { parseThesysMetadata } from "@/lib/genui/library/metadata";
import { cacheMark } from "@/lib/items/cache-mark";
import { toDialogue } from "@/lib/items/dialogue";
import { inToolOrder } from "@/lib/items/tool-exchange";
import { cacheOptionsOf } from "../inert-parameters";
import type { CreateResponseBody } from "./schema";
import { chosenTools, functionsOf } from "./tool-schema";

/**
 * What the engine is asked for. `context` is the whole dialogue in order: the history, then this request's input, references resolved.
 * Throws 400 for a broken exchange with tools, a packed dialogue that does not open, and a `metadata.thesys` that is not what it should be.
 */
export function decode(body: CreateResponseBody, context: StoredItem[], workspaceId: string): GenerationRequest {
  const thesys = body.metadata?.thesys;
  return {
    model: body.model,
    uiPrompt: null,
    instructions: body.instructions || null,
    input: inToolOrder(toDialogue(context, workspaceId)),
    truncatesInput: body.truncation === "auto",
    tools: functionsOf(body.tools).map((tool) => ({
      name: tool.name,
      description: tool.description ?? null,
      parameters: tool.parameters ?? null,
      strict: tool.strict ?? null,
      ...cacheMark(tool),
    })),
    ...toToolChoice(body.tool_choice),
    parallelToolCalls: body.parallel_tool_calls ?? true,
    toolCallsMax: body.max_tool_calls ?? null,
    maxOutputTokens: body.max_output_tokens ?? null,
    temperature: body.temperature ?? null,
    topP: body.top_p ?? null,
    frequencyPenalty: body.frequency_penalty ?? null,
    presencePenalty: body.presence_penalty ?? null,
    seed: null,
    stop: [],
    reasoningEffort: body.reasoning?.effort ?? null,
    verbosity: body.text?.verbosity ?? null,
    cache: cacheOptionsOf(body),
    outputFormat: toOutputFormat(body.text?.format),
    ui: thesys === undefined ? DEFAULT_UI : parseThesysMetadata(thesys),
  };
}

function toToolChoice(choice: CreateResponseBody["tool_choice"]): { toolChoice: ToolChoice; allowedTools: string[] | null } {
  if (choice == null) return { toolChoice: "auto", allowedTools: null };
  if (typeof choice === "string") return { toolChoice: choice, allowedTools: null };
  if (choice.type === "function") return { toolChoice: { name: choice.name }, allowedTools: null };
  return { toolChoice: choice.mode ?? "auto", allowedTools: chosenTools(choice) };
}

function toOutputFormat(format: NonNullable<CreateResponseBody["text"]>["format"]): OutputFormat {
  if (format?.type !== "json_schema") return { type: format?.type ?? "text" };
  const { name, description, schema, strict } = format;
  return { type: "json_schema", name, description: description ?? null, schema, strict: strict ?? false };
}
