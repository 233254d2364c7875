import type { ResponseCreateParamsStreaming, ResponseIncludable, ResponseInputItem, Tool } from "openai/resources/responses/responses";
import type { AnswerSettings, ThreadEntry, ToolStep } from "@/lib/conversations/schema";
import { isOpen, stateOf } from "@/lib/generation/hosted-items";
import { parseTools } from "./request-body";

/**
 * The very request the playground sends, and shows: the thread so far in the words of the Responses API. It runs in the background, so that
 * the answer is written to its end although the page that asked for it is left or loaded again.
 */
export function responseBody(entries: ThreadEntry[], settings: AnswerSettings): ResponseCreateParamsStreaming {
  const tools = [...functionsOf(settings), ...hostedOf(settings)];
  const include = includesOf(settings);
  return {
    model: settings.model,
    ...(settings.system && { instructions: settings.system }),
    input: toInput(entries),
    ...(tools.length > 0 && { tools }),
    ...(include.length > 0 && { include }),
    ...(settings.temperature !== null && { temperature: settings.temperature }),
    ...(settings.topP !== null && { top_p: settings.topP }),
    ...(settings.maxTokens !== null && { max_output_tokens: settings.maxTokens }),
    background: true,
    stream: true,
  };
}

/** The tools of the server; when a person is asked before a call, the owner has said. */
function hostedOf({ hosted: { webSearch, mcpServers, stores } }: AnswerSettings): Tool[] {
  return [
    ...(webSearch ? [{ type: "web_search" as const }] : []),
    ...(stores.length > 0 ? [{ type: "file_search" as const, vector_store_ids: stores }] : []),
    ...mcpServers.map((label) => ({ type: "mcp" as const, server_label: label })),
  ];
}

/** What is shown of what the tools found. */
function includesOf({ hosted: { webSearch, stores } }: AnswerSettings): ResponseIncludable[] {
  return [
    ...(webSearch ? (["web_search_call.action.sources"] as const) : []),
    ...(stores.length > 0 ? (["file_search_call.results"] as const) : []),
  ];
}

function functionsOf({ tools }: AnswerSettings): Tool[] {
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
  return entries.flatMap(({ item, details }): ResponseInputItem[] => [...toSteps(details?.steps ?? []), ...toSaid(item, answered)]);
}

/** What tools of the server did, in its own items; what came to nothing is left out. */
function toSteps(steps: readonly ToolStep[]): ResponseInputItem[] {
  return steps.flatMap(({ item }) => {
    const isOver = !isOpen(stateOf(item)) && stateOf(item) !== "incomplete";
    // The server gave the item out; the client's types of items that come back leave out some of its members.
    return isOver ? [item as ResponseInputItem] : [];
  });
}

function toSaid(item: ThreadEntry["item"], answered: ReadonlySet<string>): ResponseInputItem[] {
  if (item.type === "function_call_output") return [{ type: "function_call_output", call_id: item.call_id, output: item.output }];
  if (item.type === "function_call") {
    const { call_id, name, arguments: args } = item;
    return answered.has(call_id) ? [{ type: "function_call", call_id, name, arguments: args }] : [];
  }
  const content = item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
  // A failed or stopped answer may hold nothing; an empty message says nothing and is refused by some providers.
  return item.role === "user" || content !== "" ? [{ role: item.role, content }] : [];
}
