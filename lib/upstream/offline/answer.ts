import type { GenerationRequest } from "@/lib/generation/request";
import type { UiNode } from "@/lib/genui/tree";
import { decline, introduce } from "./decline";
import { readConversation } from "./turn";

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

/** What the engine wants to say: an interface, tool calls, or JSON text. */
export type Answer = { type: "ui"; root: UiNode } | { type: "calls"; calls: Call[] } | { type: "json"; text: string };

/** Finds the first skill that fits the conversation. The same request gives the same answer, whenever and wherever. */
export function answer(request: GenerationRequest): Answer {
  const conversation = readConversation(request);
  const { text } = conversation.last;
  return { type: "ui", root: introduce(text) ?? decline(text) };
}
