import { isDeepStrictEqual } from "node:util";
import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { isHostedItem } from "@/lib/generation/hosted-items";
import type { ModelItem, OutputItem, OutputText, Refusal } from "@/lib/generation/item";

type ItemEvent = Exclude<StreamEvent, { response: unknown } | { type: "error" | "response.output_item.added" }>;
type Fail = (message: string) => Error;

/** An item while it is streamed. */
export interface Track {
  id: string;
  take(event: ItemEvent, fail: Fail): void;
  /** What the stream has told of the item; one that was never done counts as incomplete. */
  streamed(): { item: OutputItem; isDone: boolean };
}

interface Part {
  type: "output_text" | "refusal" | "summary_text";
  text: string;
  /** Which of the closing events came. */
  stage: "open" | "text done" | "part done";
}

const EMPTY = {
  message: (item) => item.type === "message" && item.role === "assistant" && item.content.length === 0,
  reasoning: (item) => item.type === "reasoning" && item.summary.length === 0,
  function_call: (item) => item.type === "function_call" && item.arguments === "" && item.name !== "" && item.call_id !== "",
} as const satisfies Record<ModelItem["type"], (item: OutputItem) => boolean>;

const PREFIXES = { message: "msg_", reasoning: "rs_", function_call: "fc_" } as const satisfies Record<ModelItem["type"], string>;

/** Begins with the item as it was added: empty, in progress, with an id of its kind. */
export function trackItem(added: OutputItem, fail: Fail): Track {
  if (isHostedItem(added)) throw fail(`a model brings forth no ${added.type}`);
  if (added.status !== "in_progress") throw fail(`the item begins as ${added.status}`);
  if (!EMPTY[added.type]?.(added)) throw fail("the item does not begin empty");
  if (!added.id.startsWith(PREFIXES[added.type])) throw fail(`'${added.id}' is no id of its kind`);
  const parts: Part[] = [];
  const call = { text: "", stage: "open" } as Part;
  let done: OutputItem | null = null;

  return {
    id: added.id,
    take(event, fail) {
      if (done) throw fail("its item is done already");
      if (event.type === "response.output_item.done") {
        assertDone(
          withoutSeal(event.item),
          fill(added, parts, call, (event.item as ModelItem).status),
          added.type === "function_call" ? [call] : parts,
          fail,
        );
        done = event.item;
        return;
      }
      if (event.item_id !== added.id) throw fail("its item_id is another item's");
      if (isOther(event)) throw fail("it belongs to no item of a model");
      if ("arguments" in event || event.type === "response.function_call_arguments.delta") takeCall(event, call, added, fail);
      else takePart(event, parts, added, fail);
    },
    streamed: () => ({ item: done ?? fill(added, parts, call, "incomplete"), isDone: done !== null }),
  };
}

type CallEvent = Extract<ItemEvent, { type: `response.function_call_arguments.${string}` }>;
/** Of hosted items, and of annotations. */
type OtherEvent = Extract<
  ItemEvent,
  { type: `response.${string}_call.${string}` | `response.mcp_${string}` | `response.code_${string}` | `${string}annotation.added` }
>;
const isOther = (event: ItemEvent): event is OtherEvent => /^response\.(?:mcp_|code_|[a-z_]+_call\.)|annotation\.added$/.test(event.type);
type PartEvent = Exclude<ItemEvent, CallEvent | OtherEvent | { type: "response.output_item.done" }>;

function takeCall(event: CallEvent, call: Part, added: ModelItem, fail: Fail): void {
  if (added.type !== "function_call") throw fail(`it belongs to no ${added.type}`);
  if (call.stage !== "open") throw fail("the arguments are done already");
  if (event.type === "response.function_call_arguments.delta") {
    call.text += textOf(event.delta, fail);
    return;
  }
  if (event.arguments !== call.text) throw fail("the arguments are not the sum of their deltas");
  if (!("name" in event) || event.name !== added.name) throw fail("its name is not the call's");
  call.stage = "part done";
}

function takePart(event: PartEvent, parts: Part[], added: ModelItem, fail: Fail): void {
  const isSummary = "summary_index" in event;
  if ((added.type === "reasoning") !== isSummary || added.type === "function_call") throw fail(`it belongs to no ${added.type}`);
  const index = isSummary ? event.summary_index : event.content_index;
  if (event.type === "response.content_part.added" || event.type === "response.reasoning_summary_part.added") {
    if (index !== parts.length) throw fail(`its index should be ${parts.length}`);
    if (wordsOf(event.part, fail) !== "") throw fail("the part does not begin empty");
    parts.push({ type: event.part.type as Part["type"], text: "", stage: "open" });
    return;
  }
  const part = parts[index];
  if (!part) throw fail("its part was never added");
  assertLogprobs(event, fail);
  if (event.type in KINDS && KINDS[event.type] !== part.type) throw fail("it is of another kind than its part");
  if ("delta" in event) {
    if (part.stage !== "open") throw fail("the text is done already");
    part.text += textOf(event.delta, fail);
  } else if ("text" in event || "refusal" in event) {
    if (part.stage !== "open") throw fail("the text is done already");
    if (("text" in event ? event.text : event.refusal) !== part.text) throw fail("the text is not the sum of its deltas");
    part.stage = "text done";
  } else {
    if (part.stage !== "text done") throw fail("the part is done before its text, or twice");
    if (wordsOf(event.part, fail) !== part.text) throw fail("the part does not hold its text");
    part.stage = "part done";
  }
}

const KINDS: Record<string, Part["type"]> = {
  "response.output_text.delta": "output_text",
  "response.output_text.done": "output_text",
  "response.refusal.delta": "refusal",
  "response.refusal.done": "refusal",
  "response.reasoning_summary_text.delta": "summary_text",
  "response.reasoning_summary_text.done": "summary_text",
};

function assertLogprobs(event: PartEvent, fail: Fail): void {
  if (event.type !== "response.output_text.delta" && event.type !== "response.output_text.done") return;
  if (!Array.isArray(event.logprobs)) throw fail("it has no logprobs");
}

function assertDone(item: OutputItem, streamed: OutputItem, parts: Part[], fail: Fail): void {
  if (item.status !== "completed" && item.status !== "incomplete") throw fail(`the item is done as ${item.status}`);
  if (parts.length === 0 || parts.some(({ stage }) => stage !== "part done")) throw fail("not everything in the item is done");
  if (!isDeepStrictEqual(item, streamed)) throw fail("the item is not what was streamed");
}

/** Sealed content comes with the end only, and nothing before tells it. */
function withoutSeal(item: OutputItem): OutputItem {
  if (item.type !== "reasoning") return item;
  const { encrypted_content: _, ...rest } = item;
  return rest;
}

/** The item as its parts tell it. */
function fill(added: ModelItem, parts: Part[], call: Part, status: ModelItem["status"]): OutputItem {
  switch (added.type) {
    case "message":
      return { ...added, status, content: parts.map(contentOf) };
    case "reasoning":
      return { ...added, status, summary: parts.map(({ text }) => ({ type: "summary_text", text })) };
    case "function_call":
      return { ...added, status, arguments: call.text };
  }
}

function contentOf({ type, text }: Part): OutputText | Refusal {
  return type === "refusal" ? { type, refusal: text } : { type: "output_text", text, annotations: [], logprobs: [] };
}

function textOf(delta: unknown, fail: Fail): string {
  if (typeof delta !== "string" || delta === "") throw fail("its delta is no text");
  return delta;
}

function wordsOf(part: { type: string }, fail: Fail): string {
  const text: unknown = Reflect.get(part, part.type === "refusal" ? "refusal" : "text");
  if (typeof text !== "string" || !["output_text", "refusal", "summary_text"].includes(part.type)) throw fail("its part is no text");
  return text;
}
