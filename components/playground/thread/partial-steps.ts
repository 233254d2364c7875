import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { type Citation, CITATIONS_MAX, STEP_CHARS_MAX, STEPS_MAX, type ToolStep } from "@/lib/conversations/schema";
import type { HostedItem } from "@/lib/generation/hosted";
import { grownBy, isHostedItem, isOpen, stateOf } from "@/lib/generation/hosted-items";
import { isRecord, plainText } from "@/lib/json";

/** What a tool of the server does for an answer that is on its way. */
export interface PartialStep extends ToolStep {
  /** When it began, in the time of the page; null where nobody saw. */
  startedMs: number | null;
}

/** The steps with one more event; the same list where it is about none. `nowMs` is null where events come later than they happened. */
export function withStepEvent(steps: PartialStep[], event: ResponseStreamEvent, nowMs: number | null): PartialStep[] {
  if (event.type === "response.output_item.added" || event.type === "response.output_item.done") {
    const item: { type: string } = event.item;
    return isHostedItem(item) ? withItem(steps, item, event.type === "response.output_item.done", nowMs) : steps;
  }
  const member = grownBy(event.type);
  if (member === null || !("item_id" in event) || !("delta" in event)) return steps;
  const { item_id: id, delta } = event;
  return steps.map((step) => (step.item.id === id ? { ...step, item: grown(step.item, member, plainText(delta)) } : step));
}

function withItem(steps: PartialStep[], item: HostedItem, isDone: boolean, nowMs: number | null): PartialStep[] {
  const at = steps.findIndex((step) => step.item.id === item.id);
  const before = steps[at];
  const startedMs = before ? before.startedMs : nowMs;
  const ms = isDone && startedMs !== null && nowMs !== null ? Math.round(nowMs - startedMs) : null;
  const step = { item: shortened(item), startedMs, ms };
  return before ? steps.with(at, step) : [...steps, step].slice(0, STEPS_MAX);
}

function grown(item: HostedItem, member: "arguments" | "code", delta: string): HostedItem {
  if (member === "arguments" && "arguments" in item) return { ...item, arguments: item.arguments + delta };
  if (member === "code" && "code" in item) return { ...item, code: `${item.code ?? ""}${delta}` };
  return item;
}

const TEXT_CHARS_MAX = 8_000;
const LIST_MAX = 60;

/** The item with as much of it as a page shows; what a model reads of it the server keeps. */
function shortened(item: HostedItem): HostedItem {
  // A schema says nothing to a reader, and the list is the server's own when it comes back.
  const told = item.type === "mcp_list_tools" ? { ...item, tools: item.tools.map((tool) => ({ ...tool, input_schema: {} })) } : item;
  for (let charsMax = TEXT_CHARS_MAX; charsMax > 16; charsMax >>= 2) {
    const text = JSON.stringify(told, (_, value: unknown) => cut(value, charsMax));
    if (text.length <= STEP_CHARS_MAX) return JSON.parse(text);
  }
  return item;
}

function cut(value: unknown, charsMax: number): unknown {
  if (typeof value === "string" && value.length > charsMax) return `${value.slice(0, charsMax)}…`;
  return Array.isArray(value) ? value.slice(0, LIST_MAX) : value;
}

/** What is kept of the steps once the answer has ended, in whatever way: what was open then came to nothing. */
export function endedSteps(steps: readonly PartialStep[]): ToolStep[] {
  return steps.map(({ item, ms }) => ({ item: isOpen(stateOf(item)) ? ended(item) : item, ms }));
}

function ended(item: HostedItem): HostedItem {
  return "status" in item && item.status !== undefined ? { ...item, status: "incomplete" } : item;
}

/** The citation that an event tells, for the text as it stands; null for an event that tells none. */
export function citationIn(event: ResponseStreamEvent, text: string): Citation | null {
  if (event.type !== "response.output_text.annotation.added" || !isRecord(event.annotation)) return null;
  const { type, start_index: start, index, url, title, file_id: fileId, filename } = event.annotation;
  const at = type === "url_citation" ? start : index;
  if (typeof at !== "number") return null;
  const number = Number(/^\[(\d{1,3})\]/.exec(text.slice(at, at + 5))?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  if (type === "url_citation" && typeof url === "string") return { type: "url", number, at, url, title: plainText(title) };
  return type === "file_citation" && typeof fileId === "string"
    ? { type: "file", number, at, fileId, filename: plainText(filename) }
    : null;
}

/** The citations with one more, as many as are kept. */
export function withCitation(citations: Citation[], citation: Citation | null): Citation[] {
  return citation === null || citations.length >= CITATIONS_MAX ? citations : [...citations, citation];
}
