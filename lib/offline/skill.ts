import type { GenerationRequest } from "@/lib/generation/request";
import type { UiNode } from "@/lib/genui/tree";
import type { Conversation } from "./turn";

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

/** What the engine wants to say: an interface, tool calls, or JSON text. */
export type Answer = { type: "ui"; root: UiNode } | { type: "calls"; calls: Call[] } | { type: "json"; text: string };

/** What skills look at. `conversation.last.text` is without the sentences that say how to reply. */
export interface Ask {
  request: GenerationRequest;
  conversation: Conversation;
  text: string;
}

/** One thing the engine can do. */
export interface Skill {
  /** Stands in the log; no two skills share it. */
  name: string;
  /** Completes "it answers, because …" in the log. */
  because: string;
  /** True when notes on what was not read have no place in its answer. */
  isAlone?: boolean;
  /** Returns null when the request is for another skill. */
  answer(ask: Ask): Answer | UiNode | UiNode[] | null;
}
