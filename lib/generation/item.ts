import type { Annotation, HostedItem, McpApprovalResponseItem } from "./hosted";

/**
 * The canonical item is the Open Responses item itself: the same object on the wire, in the engine and in the database.
 * Items in the engine are always whole: content is a list of parts, every item has an id and a status.
 */
export type ItemStatus = "in_progress" | "completed" | "incomplete";

/** What an assistant's message is: a remark on the way or the answer. */
export type MessagePhase = "commentary" | "final_answer";

/** A client's mark that everything up to the end of a part or tool comes again, for providers that keep such a beginning. */
export interface CacheBreakpoint {
  mode: "explicit";
  /** As long as the provider usually keeps it, where absent. */
  ttl?: "30m" | "12h";
}

interface Markable {
  prompt_cache_breakpoint?: CacheBreakpoint;
}

export interface InputText extends Markable {
  type: "input_text";
  text: string;
}

/** `image_url` is an https or data URL. */
export interface InputImage extends Markable {
  type: "input_image";
  image_url: string;
  detail: "low" | "high" | "auto" | "original";
}

/** Exactly one of `file_data` (a data URL) and `file_url` is set. */
export interface InputFile extends Markable {
  type: "input_file";
  filename: string | null;
  file_data: string | null;
  file_url: string | null;
}

export interface OutputText {
  type: "output_text";
  text: string;
  annotations: Annotation[];
  logprobs: never[];
}

export interface Refusal {
  type: "refusal";
  refusal: string;
}

export type InputPart = InputText | InputImage | InputFile;
export type ContentPart = InputPart | OutputText | Refusal;

export interface MessageItem {
  type: "message";
  id: string;
  role: "user" | "assistant" | "system" | "developer";
  status: ItemStatus;
  content: ContentPart[];
  /** Of an assistant's message, when the client or the model says so. */
  phase?: MessagePhase;
}

/** A message as a model writes it. */
export interface OutputMessageItem extends MessageItem {
  role: "assistant";
  content: (OutputText | Refusal)[];
}

export interface FunctionCallItem {
  type: "function_call";
  id: string;
  call_id: string;
  name: string;
  /** JSON text, exactly as the model wrote it. */
  arguments: string;
  status: ItemStatus;
}

export interface FunctionCallOutputItem {
  type: "function_call_output";
  id: string;
  call_id: string;
  output: string | InputPart[];
  status: ItemStatus;
}

/**
 * What a provider wants back of its reasoning, unchanged and in its place. It never leaves the server as it is: a client that keeps the
 * dialogue itself gets it sealed in `encrypted_content`.
 */
export interface ReasoningState {
  /** Whose it is, and which of its models wrote it; nobody else can read it. */
  provider: string;
  model: string;
  /** In the provider's own format and order. */
  blocks: Record<string, unknown>[];
  /** The call that it led to, in the same turn; absent where there was none. */
  callId?: string;
}

export interface ReasoningItem {
  type: "reasoning";
  id: string;
  summary: { type: "summary_text"; text: string }[];
  /** The reasoning itself, where a client sends it back. */
  content?: { type: "reasoning_text"; text: string }[];
  /** The reasoning sealed, for a client that keeps the dialogue itself. */
  encrypted_content?: string;
  state?: ReasoningState;
  status: ItemStatus;
}

/** A dialogue that was packed into one item; the engine never sees it, only what is in it. */
export interface CompactionItem {
  type: "compaction";
  id: string;
  encrypted_content: string;
}

/** What a model brings forth. */
export type ModelItem = OutputMessageItem | FunctionCallItem | ReasoningItem;

/** What a generation can bring forth. */
export type OutputItem = ModelItem | HostedItem;

/** An item as it is stored and listed: a dialogue may hold others in packed form, and what tools did that run here. */
export type StoredItem = Item | CompactionItem | HostedItem | McpApprovalResponseItem;

/** What a provider is given to read: of a hosted tool the call and its output. */
export type Item = MessageItem | FunctionCallItem | FunctionCallOutputItem | ReasoningItem;

/** The text of a message, its parts joined; images and files contribute nothing. */
export function textOf(item: MessageItem): string {
  return item.content.map(partText).join("");
}

function partText(part: ContentPart): string {
  switch (part.type) {
    case "input_text":
    case "output_text":
      return part.text;
    case "refusal":
      return part.refusal;
    case "input_image":
    case "input_file":
      return "";
  }
}

/** The text of a tool's output, its parts joined. */
export function outputText(item: FunctionCallOutputItem): string {
  return typeof item.output === "string" ? item.output : item.output.map(partText).join("");
}

/** The pictures and files of a tool's output. */
export function mediaOf(item: FunctionCallOutputItem): InputPart[] {
  return typeof item.output === "string" ? [] : item.output.filter((part) => part.type !== "input_text");
}
