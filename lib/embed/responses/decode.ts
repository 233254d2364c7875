import type { StoredItem } from "@/lib/generation/item";
import { DEFAULT_UI, type GenerationRequest, type OutputFormat, type ToolChoice } from "@/lib/generation/request";
import { parseThesysMetadata } from "@/lib/genui/library/metadata";
import { cacheMark } from "@/lib/items/cache-mark";
import { type UnpackedItem, unpacked } from "@/lib/items/dialogue";
import { withExchanges } from "@/lib/items/exchange";
import { inToolOrder } from "@/lib/items/tool-exchange";
import { cacheOptionsOf } from "../inert-parameters";
import type { CreateResponseBody } from "./schema";
import { withDecisions } from "@/lib/tools/approval-token";
import { assertServersNamed } from "@/lib/tools/approvals";
import { chosenHosted, chosenTools, functionsOf, hostedOf, isAllowedTools, isNamedFunction } from "./tool-schema";

/**
 * What the engine is asked for. `context` is the whole dialogue in order: the history, then this request's input, references resolved.
 * Throws 400 for a broken exchange with tools, a packed dialogue that does not open, and a `metadata.thesys` that is not what it should be.
 */
export function decode(body: CreateResponseBody, context: StoredItem[], workspaceId: string): GenerationRequest {
  const thesys = body.metadata?.thesys;
  const dialogue = withDecisions(unpacked(context, workspaceId), workspaceId);
  return {
    model: body.model,
    uiPrompt: null,
    instructions: body.instructions || null,
    input: inToolOrder(withExchanges(dialogue)),
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
    ...toHosted(body, dialogue),
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

/** `max_tool_calls` counts what runs here; where nothing does it counts the client's functions. */
function toHosted(
  { tools, tool_choice: choice, max_tool_calls: callsMax = null }: CreateResponseBody,
  dialogue: UnpackedItem[],
): Pick<GenerationRequest, "hosted" | "toolCallsMax"> {
  const hosted = hostedOf(tools);
  const labels = hosted.flatMap(({ options }) => ("server_label" in options ? [String(options.server_label)] : []));
  assertServersNamed(dialogue, labels);
  if (hosted.length === 0) return { hosted: null, toolCallsMax: callsMax };
  const selectors = choice == null ? [] : chosenHosted(choice);
  const isAllowed = choice != null && typeof choice !== "string" && isAllowedTools(choice);
  const chosen = isAllowed ? null : (selectors[0] ?? null);
  return {
    hosted: { tools: hosted, chosen, allowed: isAllowed ? selectors : null, callsMax, dialogue, canResume: true },
    toolCallsMax: null,
  };
}

function toToolChoice(choice: CreateResponseBody["tool_choice"]): { toolChoice: ToolChoice; allowedTools: string[] | null } {
  if (choice == null) return { toolChoice: "auto", allowedTools: null };
  if (typeof choice === "string") return { toolChoice: choice, allowedTools: null };
  if (isAllowedTools(choice)) return { toolChoice: choice.mode ?? "auto", allowedTools: chosenTools(choice) };
  return { toolChoice: isNamedFunction(choice) ? { name: choice.name } : "required", allowedTools: null };
}

function toOutputFormat(format: NonNullable<CreateResponseBody["text"]>["format"]): OutputFormat {
  if (format?.type !== "json_schema") return { type: format?.type ?? "text" };
  const { name, description, schema, strict } = format;
  return { type: "json_schema", name, description: description ?? null, schema, strict: strict ?? false };
}
