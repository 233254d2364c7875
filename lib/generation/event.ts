import type { Annotation, HostedItem } from "./hosted";
import type { HostedState } from "./hosted-items";
import type { MessagePhase, ReasoningState } from "./item";

export type FinishReason = "stop" | "length" | "tool-calls" | "content-filter";

/** Token counts; `cached` is part of `input`, `reasoning` part of `output`. */
export interface Usage {
  inputTokens: number;
  cachedTokens: number;
  /** Those of `input` that were put into the provider's cache; absent where it tells none. */
  cacheWriteTokens?: number;
  outputTokens: number;
  reasoningTokens: number;
  /** By the vendor's list; null where no price is known, absent until it was looked up. */
  cost?: Cost | null;
}

/** In millionths of a US dollar. */
export interface Cost {
  micros: number;
  /** What the provider's cache made of it: less than nothing where it was only written. */
  savedMicros: number;
}

/**
 * What a generation consists of, in order. Ids are item ids (`msg_`, `rs_`, `fc_`, …). Parts of one provider's answer do not
 * interleave; hosted tools come about beside each other. Every start has its end, and `finish` comes last, exactly once. A refusal is a message of its own.
 * Failure is a thrown `ApiError`, never an event.
 */
export type GenerationEvent =
  | { type: "text-start"; id: string; phase?: MessagePhase }
  | { type: "text-delta"; id: string; delta: string }
  | { type: "text-end"; id: string }
  | { type: "refusal-start"; id: string }
  | { type: "refusal-delta"; id: string; delta: string }
  | { type: "refusal-end"; id: string }
  | { type: "reasoning-start"; id: string }
  | { type: "reasoning-delta"; id: string; delta: string }
  | { type: "reasoning-end"; id: string; state?: ReasoningState }
  | { type: "tool-call-start"; id: string; callId: string; name: string }
  | { type: "tool-call-delta"; id: string; delta: string }
  | { type: "tool-call-end"; id: string }
  /** A call that runs here, whole as far as it is known; what it brings comes with its end. It may come while a message is open. */
  | { type: "hosted-start"; id: string; item: HostedItem }
  | { type: "hosted-state"; id: string; state: HostedState }
  | { type: "hosted-end"; id: string; item: HostedItem }
  /** A picture in a message that is open, as a data URL of points: it becomes a part of the interface, and goes no further. */
  | { type: "picture"; id: string; url: string }
  /** Of the text of a message that is open. */
  | { type: "annotation"; id: string; annotation: Annotation }
  | { type: "finish"; reason: FinishReason; usage: Usage };

/** What flows: batches of events in their order, none of them empty. A batch is what one read of the provider's connection brought. */
export type GenerationEvents = AsyncIterable<readonly GenerationEvent[]>;
