import type { FunctionTool, ResponseCreateParamsStreaming, ResponseInputItem } from "openai/resources/responses/responses";
import type { AnswerSettings, ThreadEntry } from "@/lib/conversations/schema";
import { parseTools } from "./request-body";

/**
 * The very request the playground sends, and shows: the thread so far in the words of the Responses API. It runs in the background, so that
 * the answer is written to its end although the page that asked for it is left or loaded again.
 */
export function responseBody(entries: ThreadEntry[], settings: AnswerSettings): ResponseCreateParamsStreaming {
  const tools = toolsOf(settings);
  return {
    model: settings.model,
    ...(settings.system && { instructions: settings.system }),
    input: toInput(entries),
    ...(tools.length > 0 && { tools }),
    ...(settings.temperature !== null && { temperature: settings.temperature }),
    ...(settings.topP !== null && { top_p: settings.topP }),
    ...(settings.maxTokens !== null && { max_output_tokens: settings.maxTokens }),
    background: true,
    stream: true,
  };
}

function toolsOf({ tools }: AnswerSettings): FunctionTool[] {
  const parsed = tools === null ? [] : parseTools(tools);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((tool) =>
    tool.type === "function"
      ? [
          {
            type: "function",
            name: tool.function.name,
            ...(tool.function.description !== undefined && { description: tool.function.description }),
            parameters: tool.function.parameters ?? null,
            strict: tool.function.strict ?? null,
          },
        ]
      : [],
  );
}

/** Calls nobody answered are left out: every provider refuses a dialogue with a call that has no result. */
function toInput(entries: ThreadEntry[]): ResponseInputItem[] {
  const answered = new Set(entries.flatMap(({ item }) => (item.type === "function_call_output" ? [item.call_id] : [])));
  return entries.flatMap(({ item }): ResponseInputItem[] => {
    if (item.type === "function_call_output") return [{ type: "function_call_output", call_id: item.call_id, output: item.output }];
    if (item.type === "function_call") {
      const { call_id, name, arguments: args } = item;
      return answered.has(call_id) ? [{ type: "function_call", call_id, name, arguments: args }] : [];
    }
    const content = item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
    // A failed or stopped answer may hold nothing; an empty message says nothing and is refused by some providers.
    return item.role === "user" || content !== "" ? [{ role: item.role, content }] : [];
  });
}
