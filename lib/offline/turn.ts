import { type FunctionCallItem, type Item, type MessageItem, outputText, textOf } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { escape, unwrapAssistant, unwrapUser } from "@/lib/genui/read/envelope";
import { readAttachments } from "./attachment";

export interface ToolResult {
  name: string;
  /** JSON text of the arguments, empty when the call is not in the conversation. */
  arguments: string;
  output: string;
}

/** What one user message brought: words, and the forms that stood filled in when it was sent. */
export interface UserTurn {
  text: string;
  forms: Record<string, Record<string, unknown>>;
}

export type Entry = { type: "user"; turn: UserTurn } | { type: "answer"; text: string } | { type: "result"; result: ToolResult };

/** The conversation as the engine reads it: system and developer messages give no data and no wishes. */
export interface Conversation {
  last: UserTurn;
  /** Results of the tools called last, when nothing was said since. */
  results: ToolResult[];
  /** Everything before `last`, oldest first. */
  earlier: Entry[];
  /** Names of pictures and files of the last user message that cannot be read. */
  unread: string[];
}

export function readConversation(request: GenerationRequest): Conversation {
  const entries: Entry[] = [];
  const calls = new Map<string, FunctionCallItem>();
  let unread: string[] = [];
  for (const item of request.input) {
    const entry = entryOf(item, calls);
    if (entry) entries.push(entry);
    if (item.type === "message" && item.role === "user") unread = readAttachments(item).unread;
  }
  const results: ToolResult[] = [];
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry?.type !== "result") break;
    results.unshift(entry.result);
  }
  const at = entries.findLastIndex((entry) => entry.type === "user");
  const last = entries[at];
  return {
    last: last?.type === "user" ? last.turn : { text: "", forms: {} },
    results,
    earlier: entries.slice(0, Math.max(at, 0)),
    unread,
  };
}

function entryOf(item: Item, calls: Map<string, FunctionCallItem>): Entry | null {
  switch (item.type) {
    case "message":
      return messageEntry(item);
    case "function_call":
      calls.set(item.call_id, item);
      return null;
    case "function_call_output": {
      const call = calls.get(item.call_id);
      return { type: "result", result: { name: call?.name ?? "tool", arguments: call?.arguments ?? "", output: outputText(item) } };
    }
    case "reasoning":
      return null;
  }
}

function messageEntry(item: MessageItem): Entry | null {
  const text = textOf(item);
  if (item.role === "assistant") return { type: "answer", text: unwrapAssistant(text) };
  if (item.role !== "user") return null;
  const turn = userTurn(text);
  const attached = readAttachments(item).text;
  return { type: "user", turn: attached === "" ? turn : { ...turn, text: `${turn.text}\n${attached}`.trim() } };
}

/** Control characters and halves of surrogate pairs: no screen shows them and no database keeps them. */
const UNPRINTABLE = /\p{Cs}|(?![\n\r\t])\p{Cc}/gu;
// Found much sooner; a whole pair of surrogates is found as well.
const MAYBE_UNPRINTABLE = /[^\t\n\r -~\u00a0-\ud7ff\ue000-\uffff]/;

/** More blanks in a row than any table or text has a use for: what looks for words behind blanks never meets more. */
const BLANKS_MAX = 200;
const TOO_MANY_BLANKS = /\s{201}/;

/** Not what stands behind the end, whose code is NaN. */
function isBlank(code: number): boolean {
  return code <= 32 || (code >= 0xa0 && String.fromCharCode(code).trim() === "");
}

/** By hand: an expression remembers each blank of a run, and has no room for millions. */
function withoutLongBlanks(text: string): string {
  if (!TOO_MANY_BLANKS.test(text)) return text;
  const parts: string[] = [];
  let from = 0;
  let blanks = 0;
  for (let at = 0; at <= text.length; at++) {
    if (isBlank(text.charCodeAt(at))) {
      blanks++;
      continue;
    }
    if (blanks > BLANKS_MAX) {
      parts.push(text.slice(from, at - blanks + BLANKS_MAX));
      from = at;
    }
    blanks = 0;
  }
  return parts.join("") + text.slice(from);
}

const [CONTEXT, CONTEXT_END] = ["<context>", "</context>"];

/** A context that a message ends with, and the text before it. */
function splitContext(text: string): { text: string; context: string } | null {
  const whole = text.trimEnd();
  const start = whole.indexOf(CONTEXT);
  if (start === -1 || !whole.endsWith(CONTEXT_END) || start + CONTEXT.length > whole.length - CONTEXT_END.length) return null;
  return { text: whole.slice(0, start), context: whole.slice(start + CONTEXT.length, -CONTEXT_END.length) };
}

const FIRST_LINE_CHARS = 400;
/** Cells kept apart by tabs, pipes or runs of blanks. */
const CELLS = /\t|\||\S {2,}\S/;

/** A text without blanks around it; but those before the headings of a table say which column each heads. */
function tidy(text: string): string {
  const from = text.search(/\S/);
  if (from <= 0) return text.trim();
  const start = text.lastIndexOf("\n", from) + 1;
  const end = text.indexOf("\n", from);
  const isTable = end !== -1 && CELLS.test(text.slice(start, Math.min(end, start + FIRST_LINE_CHARS)));
  return isTable ? text.slice(start).trimEnd() : text.trim();
}

/** Reads a message in the client's envelope, or unwrapped with the context behind it. */
function userTurn(raw: string): UserTurn {
  const printable = MAYBE_UNPRINTABLE.test(raw) ? raw.replace(UNPRINTABLE, "") : raw;
  const { text, context } = unwrapUser(withoutLongBlanks(printable));
  if (context) return { text: tidy(text), forms: context.forms };
  const block = splitContext(text);
  if (!block?.context) return { text: tidy(text), forms: {} };
  const inner = unwrapUser(`<content></content><context>${escape(block.context)}</context>`).context;
  return { text: tidy(block.text), forms: inner?.forms ?? {} };
}
