import type { FileResult, HostedItem, WebSearchAction } from "@/lib/generation/hosted";
import type { ItemStatus } from "@/lib/generation/item";
import type { HostedInput } from "./hosted-schema";

/** A hosted item that came back, whole: how much of it is true, nothing here depends on. What only the server knows of it is gone. */
export function toHostedItem(item: HostedInput, id: string): HostedItem {
  const status = statusOf(item.status);
  switch (item.type) {
    case "web_search_call":
      return { type: item.type, id, action: toAction(item.action), status };
    case "image_search_call":
      return { type: item.type, id, queries: item.queries ?? [], status };
    case "file_search_call":
      return { type: item.type, id, queries: item.queries ?? [], results: item.results?.map(toResult) ?? null, status };
    case "code_interpreter_call":
      return { type: item.type, id, container_id: item.container_id ?? "", code: item.code ?? null, outputs: item.outputs ?? null, status };
  }
}

type InputOf<Type extends HostedInput["type"]> = Extract<HostedInput, { type: Type }>;

function toAction(action: InputOf<"web_search_call">["action"]): WebSearchAction {
  if (action?.type === "find_in_page") return action;
  if (action?.type === "open_page") return { type: "open_page", url: action.url ?? "" };
  const queries = action?.queries ?? (action?.query ? [action.query] : []);
  return { type: "search", query: queries[0] ?? "", queries, ...(action?.sources != null && { sources: action.sources }) };
}

function toResult(result: NonNullable<InputOf<"file_search_call">["results"]>[number]): FileResult {
  const { file_id, filename, score, text, attributes } = result;
  return { file_id: file_id ?? "", filename: filename ?? "", score: score ?? 0, text: text ?? "", attributes: attributes ?? {} };
}

function statusOf(status: unknown): ItemStatus | "failed" {
  if (status === "failed") return "failed";
  return status == null || status === "completed" ? "completed" : "incomplete";
}
