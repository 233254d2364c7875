import { z } from "zod/v4";
import type { HostedItem } from "@/lib/generation/hosted";
import { isHostedItem } from "@/lib/generation/hosted-items";
import type { Item } from "@/lib/generation/item";
import { isRecord } from "@/lib/json";

/** As the largest body that the API takes. */
const BODY_BYTES_MAX = 8 * 1024 * 1024;
/** The largest message: a request with it and its settings is one that the API takes. */
export const MESSAGE_BYTES_MAX = BODY_BYTES_MAX - 128 * 1024;
export const TEXT_CHARS_MAX = BODY_BYTES_MAX;
export const ITEMS_PER_WRITE_MAX = 64;
export const THREAD_ITEMS_MAX = 1_000;
export const THREAD_VERSIONS_MAX = 500;
export const TITLE_CHARS_MAX = 120;
export const FORM_CONTEXT_CHARS_MAX = 50_000;
export const TOOLS_CHARS_MAX = 50_000;
export const THINKING_CHARS_MAX = 50_000;
/** How much of what a tool brought is kept for readers, and of how many calls. */
export const STEP_CHARS_MAX = 40_000;
export const STEPS_MAX = 64;
export const CITATIONS_MAX = 500;
/** How many servers, and how many stores, one answer may use. */
export const HOSTED_MAX = 10;

/** Postgres takes neither NUL nor half a surrogate pair; U+FFFD stands for the latter. */
const storable = (text: string): string => text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\u{FFFD}");
const text = (charsMax: number) => z.string().max(charsMax).transform(storable);
const id = z.string().min(1).max(64);
const callId = text(200).pipe(z.string().min(1));
const status = z.enum(["in_progress", "completed", "incomplete"]);

const InputText = z.object({ type: z.literal("input_text"), text: text(TEXT_CHARS_MAX) });
const OutputText = z.object({
  type: z.literal("output_text"),
  text: text(TEXT_CHARS_MAX),
  annotations: z.array(z.never()),
  logprobs: z.array(z.never()),
});
const Refusal = z.object({ type: z.literal("refusal"), refusal: text(TEXT_CHARS_MAX) });

/** What a thread holds: canonical items, of the kinds a playground can produce. */
const ThreadItem = z.union([
  z.object({ type: z.literal("message"), id, role: z.literal("user"), status, content: z.array(InputText).length(1) }),
  z.object({
    type: z.literal("message"),
    id,
    role: z.literal("assistant"),
    status,
    content: z.array(z.union([OutputText, Refusal])).length(1),
  }),
  z.object({ type: z.literal("function_call"), id, call_id: callId, name: text(200), arguments: text(TEXT_CHARS_MAX), status }),
  z.object({ type: z.literal("function_call_output"), id, call_id: callId, output: text(TEXT_CHARS_MAX), status }),
]) satisfies z.ZodType<Item>;

/** The tools of the server that an answer may use. */
const HostedSettings = z.object({
  webSearch: z.boolean(),
  /** By their labels. */
  mcpServers: z.array(text(128)).max(HOSTED_MAX),
  /** Vector stores by their ids. */
  stores: z.array(text(64)).max(HOSTED_MAX),
});
export type HostedSettings = z.output<typeof HostedSettings>;

export const NO_HOSTED: HostedSettings = { webSearch: false, mcpServers: [], stores: [] };

/** What an answer was asked for with; null leaves the provider's default. `tools` is JSON text as typed. */
export const AnswerSettings = z.object({
  model: text(200),
  system: text(20_000).nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  topP: z.number().min(0).max(1).nullable(),
  maxTokens: z.number().int().min(1).max(1_000_000).nullable(),
  tools: text(TOOLS_CHARS_MAX).nullable(),
  hosted: HostedSettings.default(NO_HOSTED),
});
export type AnswerSettings = z.output<typeof AnswerSettings>;

/** What a tool of the server did on the way to an answer. */
const ToolStep = z.object({
  /** As it came, but for what is too long for a page. */
  item: z.custom<HostedItem>(isStepItem).transform(storableDeep),
  /** How long it took; null where nobody saw. */
  ms: z.number().int().min(0).nullable(),
});
export type ToolStep = z.output<typeof ToolStep>;

function isStepItem(value: unknown): boolean {
  if (!isRecord(value) || typeof value.id !== "string" || typeof value.type !== "string") return false;
  return isHostedItem({ type: value.type }) && JSON.stringify(value).length <= 4 * STEP_CHARS_MAX;
}

function storableDeep(item: HostedItem): HostedItem {
  return JSON.parse(JSON.stringify(item, (_, value: unknown) => (typeof value === "string" ? storable(value) : value)));
}

const at = z.number().int().min(0);
/** A mark in the text of an answer, and what it stands for. */
const Citation = z.discriminatedUnion("type", [
  z.object({ type: z.literal("url"), number: at, at, url: text(4_000), title: text(500) }),
  z.object({ type: z.literal("file"), number: at, at, fileId: text(64), filename: text(500) }),
]);
export type Citation = z.output<typeof Citation>;

/** How an answer went. It stands beside the answer's first item. */
export const AnswerDetails = z.object({
  /** `streaming` is a checkpoint: whoever reads it later takes the response up, or knows that the page went away meanwhile. */
  state: z.enum(["streaming", "done", "stopped", "failed", "dropped"]),
  model: text(200).nullable(),
  requestId: text(100).nullable(),
  /** The stored response that holds the answer; none for one from before there were any. */
  responseId: text(100).nullable().default(null),
  firstDeltaMs: z.number().int().min(0).nullable(),
  totalMs: z.number().int().min(0).nullable(),
  inputTokens: z.number().int().min(0).nullable(),
  outputTokens: z.number().int().min(0).nullable(),
  /** Of the input, what the provider read from its cache and put into it. */
  cachedTokens: z.number().int().min(0).nullable().default(null),
  cacheWriteTokens: z.number().int().min(0).nullable().default(null),
  /** US dollars by the list price; null where none is known. */
  cost: z.number().min(0).nullable().default(null),
  /** What the cache made of it; less than 0 where it was only written. */
  cacheSaving: z.number().nullable().default(null),
  finishReason: text(40).nullable(),
  /** What the model thought before it answered, as it wrote it. */
  thinking: text(THINKING_CHARS_MAX).nullable().default(null),
  /** What tools of the server did for it, in order. */
  steps: z.array(ToolStep).max(STEPS_MAX).default([]),
  citations: z.array(Citation).max(CITATIONS_MAX).default([]),
  error: z.object({ message: text(2_000), code: text(100).nullable() }).nullable(),
  settings: AnswerSettings,
  /** The entity-escaped JSON inside the renderer's `<context>` element: what was typed into the forms. */
  formContext: text(FORM_CONTEXT_CHARS_MAX).nullable(),
});
export type AnswerDetails = z.output<typeof AnswerDetails>;

export const ThreadEntry = z.object({ item: ThreadItem, details: AnswerDetails.nullable() });
export type ThreadEntry = z.output<typeof ThreadEntry>;

/**
 * Replaces everything after `afterId` (null: everything) by `entries`; `threadId` null begins a thread.
 * `tailId` is the last item the writer knows of, so that two windows cannot overwrite each other unseen.
 */
export const WriteThreadBody = z.object({
  threadId: id.nullable(),
  afterId: id.nullable(),
  tailId: id.nullable(),
  entries: z.array(ThreadEntry).max(ITEMS_PER_WRITE_MAX),
});
export type WriteThreadBody = z.output<typeof WriteThreadBody>;

/** Shows another version of what follows `afterId`; `tailId` is as for writing. */
export const ShowVersionBody = z.object({ threadId: id, afterId: id.nullable(), tailId: id.nullable(), number: z.number().int().min(1) });
export type ShowVersionBody = z.output<typeof ShowVersionBody>;

/** Begins a thread with what another one says up to an entry. */
export const ForkThreadBody = z.object({ threadId: id, itemId: id });
export type ForkThreadBody = z.output<typeof ForkThreadBody>;

export const SaveFormBody = z.object({ threadId: id, itemId: id, formContext: text(FORM_CONTEXT_CHARS_MAX) });
export type SaveFormBody = z.output<typeof SaveFormBody>;

export const ThreadTitle = text(TITLE_CHARS_MAX)
  .transform((title) => title.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1));

export interface ThreadSummary {
  id: string;
  title: string;
  /** ISO 8601. */
  updatedAt: string;
}

/** A place from which a thread went on more than once: how many versions there are of what follows, and which one is shown, from 1. */
export interface ThreadVersions {
  /** The entry before it; null for the beginning. */
  afterId: string | null;
  count: number;
  shown: number;
}

export interface Thread extends ThreadSummary {
  entries: ThreadEntry[];
  versions: ThreadVersions[];
}
