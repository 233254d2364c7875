import type { GenerationEvent } from "@/lib/generation/event";
import { BODY_CHARS_MAX } from "./bounded";

/** One thing that an answer consists of, in the words of its events: text, reasoning, a call with its arguments. */
interface Part {
  type: string;
  name?: string;
  pieces: string[];
}

/** What an answer says, as it comes. */
export interface Collected {
  parts: Map<string, Part>;
  /** Past the size that is kept nothing is held. */
  chars: number;
}

export function newCollected(): Collected {
  return { parts: new Map(), chars: 0 };
}

/** Adds what an event says. */
export function collectOutput(collected: Collected, event: GenerationEvent): void {
  if (!("id" in event)) return;
  if (event.type.endsWith("-start")) {
    const name = "name" in event && typeof event.name === "string" ? event.name : undefined;
    collected.parts.set(event.id, { type: event.type.slice(0, -"-start".length), ...(name !== undefined && { name }), pieces: [] });
  }
  if (!("delta" in event) || collected.chars > BODY_CHARS_MAX) return;
  collected.chars += event.delta.length;
  collected.parts.get(event.id)?.pieces.push(event.delta);
}

/** What an answer that came as a stream says, in one piece; null for one that says nothing. */
export function toOutput({ parts }: Collected): { output: { type: string; name?: string; content: string }[] } | null {
  const output = [...parts.values()].map(({ pieces, ...part }) => ({ ...part, content: pieces.join("") }));
  return output.length === 0 ? null : { output };
}
