import type { GenerationEvent } from "@/lib/generation/event";
import type { MessagePhase } from "@/lib/generation/item";
import type { Parts } from "../parts";
import { keepThoughts } from "./thoughts";
import { isRecord, parseObject, plainText } from "@/lib/json";

/** What one event may hold of what is read here; servers differ, and what is not read must not fail a stream. */
export type WireEvent = { type: string } & Record<string, unknown>;

type Item = Record<string, unknown>;

/** A piece of a text, or all of it. */
interface Given {
  delta?: unknown;
  whole?: unknown;
}

/** One item of the answer, as far as it has come. */
interface Entry {
  key: string;
  type: string;
  phase: MessagePhase | undefined;
  /** What was said of each of its texts, by kind and place. */
  said: Map<string, string>;
  /** Which kind of reasoning's text is told; some servers send both. */
  thought: "summary" | "content" | null;
  /** Of a call: null until it has a name. */
  call: { id: string | null; name: string } | null;
  isEnded: boolean;
}

/** A call that holds several, which some models write. */
const PARALLEL = "multi_tool_use.parallel";

/**
 * Reads the items of an answer as they begin, grow and end; what their pieces left out is taken from their ends. Reasoning goes on as
 * its server wants it back, bound to `provider` and `model`.
 */
export class Output {
  /** Whether the model has refused to answer, in words. */
  isRefused = false;
  private readonly entries = new Map<string, Entry>();
  private readonly keys = new Map<string, string>();
  /** Reasoning that has ended; it says which call it led to, so it waits for what comes next. */
  private thoughts: Item[] = [];
  /** All reasoning since the last call, for clients that hand back calls alone. */
  private sinceCall: Item[] = [];

  constructor(
    private readonly parts: Parts,
    private readonly owner: { provider: string; model: string },
  ) {}

  take(event: WireEvent): GenerationEvent[] {
    const item = isRecord(event.item) ? event.item : {};
    const entry = this.entryOf(event, item);
    const place = plainText(event.content_index) || "0";
    const given = { delta: event.delta, whole: event.text };
    switch (event.type) {
      case "response.output_item.added":
        return item.type === "function_call" ? this.startCall(entry, item) : [];
      case "response.output_item.done":
        return this.endItem(entry, item);
      case "response.output_text.delta":
      case "response.output_text.done":
        return this.text(entry, place, given);
      case "response.refusal.delta":
      case "response.refusal.done":
        return this.refusal(entry, place, { delta: event.delta, whole: event.refusal });
      case "response.reasoning_summary_text.delta":
      case "response.reasoning_summary_text.done":
        return this.reasoning(entry, "summary", plainText(event.summary_index) || "0", given);
      case "response.reasoning_text.delta":
      case "response.reasoning_text.done":
        return this.reasoning(entry, "content", place, given);
      case "response.function_call_arguments.delta":
      case "response.function_call_arguments.done":
        return this.grow(entry, { delta: event.delta, whole: event.arguments });
      default:
        return [];
    }
  }

  /** Ends the answer, with all its items as the last event has them, if it does. */
  *end(items: unknown): Generator<GenerationEvent> {
    const list = listOf(items);
    for (const [index, item] of list.entries()) {
      const known = this.keys.get(plainText(item.id));
      const entry = this.entryOf({ type: "", output_index: known ?? index }, item);
      if (entry.type === "" || entry.type === item.type) yield* this.endItem(entry, item);
      const next = list[index + 1];
      if (next?.type === "function_call" && typeof next.call_id === "string") yield* this.endThoughts(next.call_id);
    }
    for (const entry of this.entries.values()) yield* this.endCall(entry);
    yield* this.endThoughts(null);
  }

  private entryOf(event: WireEvent, item: Item): Entry {
    const id = plainText(item.id ?? event.item_id);
    const key = event.output_index === undefined ? (this.keys.get(id) ?? id) : plainText(event.output_index);
    if (id !== "") this.keys.set(id, key);
    const known = this.entries.get(key);
    if (known) return known;
    const entry: Entry = {
      key,
      type: plainText(item.type),
      phase: item.phase === "commentary" || item.phase === "final_answer" ? item.phase : undefined,
      said: new Map(),
      thought: null,
      call: null,
      isEnded: false,
    };
    this.entries.set(key, entry);
    return entry;
  }

  private endThoughts(callId: string | null): GenerationEvent[] {
    const blocks = this.thoughts.splice(0);
    this.sinceCall.push(...blocks);
    if (callId !== null) keepThoughts(this.owner, callId, this.sinceCall.splice(0));
    return blocks.length === 0 ? [] : this.parts.reasoningEnd({ ...this.owner, blocks, ...(callId !== null && { callId }) });
  }

  private text(entry: Entry, place: string, given: Given): GenerationEvent[] {
    const more = fresh(entry, `text ${place}`, given);
    return more === "" ? [] : [...this.endThoughts(null), ...this.parts.text(more, entry.phase)];
  }

  private refusal(entry: Entry, place: string, given: Given): GenerationEvent[] {
    const more = fresh(entry, `refusal ${place}`, given);
    this.isRefused ||= more !== "";
    return more === "" ? [] : [...this.endThoughts(null), ...this.parts.refusal(more)];
  }

  private reasoning(entry: Entry, kind: "summary" | "content", place: string, given: Given): GenerationEvent[] {
    if ((entry.thought ?? kind) !== kind) return [];
    const isFirst = !entry.said.has(`${kind} ${place}`);
    const hasOther = [...entry.said.values()].some((said) => said !== "");
    const more = fresh(entry, `${kind} ${place}`, given);
    if (more === "") return [];
    entry.thought = kind;
    return [...this.endThoughts(null), ...this.parts.reasoning(isFirst && hasOther ? `\n\n${more}` : more)];
  }

  private startCall(entry: Entry, { name, call_id: id }: Item): GenerationEvent[] {
    if (entry.call !== null || typeof name !== "string" || name === "") return [];
    entry.call = { id: typeof id === "string" && id !== "" ? id : null, name };
    if (name === PARALLEL) return [];
    return [...this.endThoughts(entry.call.id), ...this.parts.callStart(entry.key, entry.call.id, name)];
  }

  private grow(entry: Entry, given: Given): GenerationEvent[] {
    const more = entry.call === null ? "" : fresh(entry, "arguments", given);
    return entry.call?.name === PARALLEL ? [] : this.parts.callDelta(entry.key, more);
  }

  private endCall(entry: Entry): GenerationEvent[] {
    if (entry.call === null || entry.isEnded) return [];
    entry.isEnded = true;
    if (entry.call.name !== PARALLEL) return this.parts.callEnd(entry.key);
    const uses = parseObject(entry.said.get("arguments") ?? "")?.tool_uses;
    return listOf(uses).flatMap((use, i) => this.wholeCall(entry, use, i));
  }

  private wholeCall({ key: whole, call }: Entry, use: Item, i: number): GenerationEvent[] {
    const key = `${whole}.${i}`;
    const callId = `${call?.id ?? "call"}_${i}`;
    const name = plainText(use.recipient_name).replace(/^functions\./, "");
    return [
      ...(i === 0 ? this.endThoughts(callId) : []),
      ...this.parts.callStart(key, callId, name),
      ...this.parts.callDelta(key, JSON.stringify(use.parameters ?? {})),
      ...this.parts.callEnd(key),
    ];
  }

  private endReasoning(entry: Entry, item: Item): GenerationEvent[] {
    const told = (["summary", "content"] as const).flatMap((kind) =>
      listOf(item[kind]).flatMap((part, i) => this.reasoning(entry, kind, String(i), { whole: part.text })),
    );
    if (typeof item.encrypted_content !== "string" || item.encrypted_content === "" || entry.isEnded) return told;
    entry.isEnded = true;
    const { id: _id, status: _status, ...block } = item;
    this.thoughts.push({ ...block, summary: listOf(item.summary) });
    return told;
  }

  private endItem(entry: Entry, item: Item): GenerationEvent[] {
    switch (item.type) {
      case "message":
        return listOf(item.content).flatMap((part, i) =>
          part.type === "refusal"
            ? this.refusal(entry, String(i), { whole: part.refusal })
            : this.text(entry, String(i), { whole: part.text }),
        );
      case "function_call":
        return [...this.startCall(entry, item), ...this.grow(entry, { whole: item.arguments }), ...this.endCall(entry)];
      case "reasoning":
        return this.endReasoning(entry, item);
      default:
        return [];
    }
  }
}

/** What is new in a text of which `whole` is all, or `delta` a piece. */
function fresh(entry: Entry, place: string, { delta, whole }: Given): string {
  const said = entry.said.get(place) ?? "";
  const rest = typeof whole === "string" && whole.startsWith(said) ? whole.slice(said.length) : "";
  const more = typeof delta === "string" ? delta : rest;
  entry.said.set(place, said + more);
  return more;
}

function listOf(value: unknown): Item[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
