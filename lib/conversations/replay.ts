import { newId } from "@/lib/ids";
import { isRecord, plainText } from "@/lib/json";
import { type AnswerDetails, AnswerSettings, type HostedSettings, ITEMS_PER_WRITE_MAX, NO_HOSTED, ThreadEntry } from "./schema";

/** What is known of a request that is to be gone on from: its body in either dialect, and what came of it. */
export interface Replayed {
  request: unknown;
  /** What was answered; null where nothing was. */
  answer: string | null;
  outcome: Partial<AnswerDetails>;
}

/**
 * Returns a request's dialogue and its answer as a thread, with the settings that it was asked with: to ask again is one press there. What
 * a thread can't hold, as pictures and files, is left out; of a long dialogue the end stays. Null for what is no dialogue.
 */
export function toReplay({ request, answer, outcome }: Replayed): ThreadEntry[] | null {
  if (!isRecord(request)) return null;
  const said = Array.isArray(request.messages) ? request.messages : request.input;
  const turns = typeof said === "string" ? [{ role: "user", content: said }] : Array.isArray(said) ? said.filter(isRecord) : [];
  const items = turns.flatMap(toItems).slice(1 - ITEMS_PER_WRITE_MAX);
  if (!items.some((item) => item.role === "user")) return null;
  const details: AnswerDetails = {
    ...NOTHING,
    ...outcome,
    settings: settingsOf(request, turns),
  };
  const last = message("assistant", answer ?? "", outcome.state === "failed" ? "incomplete" : "completed");
  const entries = [...items.map((item) => ({ item, details: null })), { item: last, details }];
  const parsed = entries.map((entry) => ThreadEntry.safeParse(entry));
  return parsed.at(-1)?.success ? parsed.flatMap(({ data }) => (data ? [data] : [])) : null;
}

const NOTHING: Omit<AnswerDetails, "settings"> = {
  state: "done",
  model: null,
  requestId: null,
  responseId: null,
  firstDeltaMs: null,
  totalMs: null,
  inputTokens: null,
  outputTokens: null,
  cachedTokens: null,
  cacheWriteTokens: null,
  cost: null,
  cacheSaving: null,
  finishReason: null,
  thinking: null,
  steps: [],
  citations: [],
  error: null,
  formContext: null,
};

type Item = Record<string, unknown>;

function toItems(turn: Item): Item[] {
  const { role, type } = turn;
  if (type === "function_call") return [call(turn.call_id, turn.name, turn.arguments)];
  if (type === "function_call_output") return [output(turn.call_id, turn.output)];
  if (role === "tool") return [output(turn.tool_call_id, turn.content)];
  const text = textOf(turn.content);
  if (role === "user") return text === "" ? [] : [message("user", text)];
  if (role !== "assistant") return [];
  const calls = Array.isArray(turn.tool_calls) ? turn.tool_calls.filter(isRecord) : [];
  const called = calls.flatMap(({ id, function: asked }) => (isRecord(asked) ? [call(id, asked.name, asked.arguments)] : []));
  return [...(text === "" ? [] : [message("assistant", text)]), ...called];
}

function message(role: "user" | "assistant", text: string, status = "completed"): Item {
  const part = role === "user" ? { type: "input_text", text } : { type: "output_text", text, annotations: [], logprobs: [] };
  return { type: "message", id: newId("msg"), role, status, content: [part] };
}

function call(id: unknown, name: unknown, args: unknown): Item {
  return { type: "function_call", id: newId("fc"), call_id: id, name, arguments: args, status: "completed" };
}

function output(id: unknown, said: unknown): Item {
  return { type: "function_call_output", id: newId("fc"), call_id: id, output: textOf(said), status: "completed" };
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return plainText(content);
  return content.flatMap((part) => (isRecord(part) && typeof part.text === "string" ? [part.text] : [])).join("\n\n");
}

/** Each setting as it was asked for; one that the playground has no place for, or that was refused, is left at its default. */
function settingsOf(request: Item, turns: Item[]): AnswerSettings {
  const rules = turns.filter(({ role }) => role === "system" || role === "developer").map(({ content }) => textOf(content));
  const system = [plainText(request.instructions), ...rules].filter((text) => text !== "").join("\n\n");
  const asked = {
    model: plainText(request.model),
    system: system || null,
    temperature: request.temperature ?? null,
    topP: request.top_p ?? null,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? request.max_output_tokens ?? null,
    tools: toolsOf(request.tools),
    hosted: hostedOf(request.tools),
  };
  const { shape } = AnswerSettings;
  const read = (name: keyof typeof shape) => shape[name].safeParse(asked[name]).data ?? null;
  return AnswerSettings.parse({
    model: read("model") ?? "",
    system: read("system"),
    temperature: read("temperature"),
    topP: read("topP"),
    maxTokens: read("maxTokens"),
    tools: read("tools"),
    hosted: read("hosted") ?? NO_HOSTED,
  });
}

/** The tools of the server that a request named. */
function hostedOf(tools: unknown): HostedSettings {
  const named = Array.isArray(tools) ? tools.filter(isRecord) : [];
  return {
    webSearch: named.some(({ type }) => String(type).startsWith("web_search")),
    mcpServers: named.flatMap(({ type, server_label: label }) => (type === "mcp" && typeof label === "string" ? [label] : [])),
    stores: named.flatMap(({ type, vector_store_ids: ids }) =>
      type === "file_search" && Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [],
    ),
  };
}

function toolsOf(tools: unknown): string | null {
  const functions = Array.isArray(tools) ? tools.filter((tool) => isRecord(tool) && tool.type === "function") : [];
  return functions.length === 0 ? null : JSON.stringify(functions.map(bare), null, 2);
}

/** A function as the playground takes it: in the chat dialect, or bare. */
function bare(tool: Item): unknown {
  if (isRecord(tool.function)) return tool;
  const { type: _type, ...asked } = tool;
  return asked;
}
