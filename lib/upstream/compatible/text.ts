import type { GenerationEvent } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Parts } from "../parts";
import { offeredTools } from "../tool-limits";
import type { Calls } from "./calls";
import { createEndMarks } from "./end-marks";
import { createUnmarkedThought } from "./unmarked-thought";
import { createWrittenCalls } from "./written-calls";

/** The text of an answer on its way: without what a server should have taken out of it. */
export interface Text {
  push(text: string): GenerationEvent[];
  /** What waits for what comes next; something else comes, or nothing. */
  flush(): GenerationEvent[];
  /** A picture in its place. */
  picture(url: string): GenerationEvent[];
  /** The server itself tells thoughts from text. */
  thinks(): void;
  /** Whether there are words that wait for what comes next. */
  isWaiting(): boolean;
  /** The words that waited too long. */
  giveUp(): GenerationEvent[];
}

/** One of the filters that a text passes: what it lets through of a piece, and of what it held at the end. */
export interface Filter {
  push(text: string): string;
  end(): string;
}

export function createText(parts: Parts, calls: Calls, request: GenerationRequest, url: string): Text {
  const isProse = request.outputFormat.type === "text";
  const mayCall = request.toolChoice !== "none" && offeredTools(request).length > 0;
  const written = mayCall ? createWrittenCalls(offeredTools(request), { isBareToo: isProse }) : null;
  const marks = createEndMarks();
  const thought = isProse ? createUnmarkedThought(request.model, url) : null;

  const through = (text: string): GenerationEvent[] => parts.text(thought ? thought.push(marks.push(text)) : marks.push(text));
  const flush = (): GenerationEvent[] => {
    const events = written ? written.end().flatMap(tell) : [];
    return [...events, ...parts.text(thought ? thought.push(marks.end()) + thought.end() : marks.end())];
  };
  const tell = (piece: string | { name: string; args: string }): GenerationEvent[] =>
    typeof piece === "string" ? through(piece) : calls.whole(piece.name, piece.args);
  return {
    push: (text) => (written ? written.push(text).flatMap(tell) : through(text)),
    flush,
    picture(url) {
      const before = flush();
      if (!isProse) return before;
      return [...before, ...(url.startsWith("data:") ? parts.picture(url) : parts.text(`\n\n![Picture](${url})\n\n`))];
    },
    thinks: () => thought?.isMarked(),
    isWaiting: () => thought?.isWaiting() ?? false,
    giveUp: () => parts.text(thought?.giveUp() ?? ""),
  };
}
