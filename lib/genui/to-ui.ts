import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { UiOptions } from "@/lib/generation/request";
import { newId } from "@/lib/ids";
import { CLOSE, escape, OPEN } from "./envelope";
import { createStage } from "./stage";

/**
 * Turns what a model writes into an interface while it streams. All text of an answer becomes one message with one envelope, which stays
 * open until the end; tool calls and reasoning pass as they are. An answer without text and without tool calls becomes a note that says so.
 * When the events throw, what was sent is closed so that it renders, and the error goes on.
 */
export async function* toUi(events: GenerationEvents, ui: UiOptions): GenerationEvents {
  const stage = createStage(ui);
  let id: string | null = null;
  let open: string | null = null;
  let hasCalls = false;
  function* emit(text: string): Generator<GenerationEvent> {
    if (open === null && text === "") return;
    if (open === null) {
      open = id ?? newId("msg");
      yield { type: "text-start", id: open };
      yield { type: "text-delta", id: open, delta: OPEN + escape(text) };
    } else if (text !== "") yield { type: "text-delta", id: open, delta: escape(text) };
  }
  function* close(): Generator<GenerationEvent> {
    if (open === null) return;
    yield { type: "text-delta", id: open, delta: CLOSE };
    yield { type: "text-end", id: open };
    open = null;
  }
  try {
    for await (const event of events) {
      switch (event.type) {
        case "text-start":
          // Another item of text begins a line of its own.
          if (id !== null) yield* emit(stage.push("\n"));
          id ??= event.id;
          break;
        case "text-delta":
          yield* emit(stage.push(event.delta));
          break;
        case "text-end":
          break;
        case "finish":
          if (id !== null || !hasCalls)
            yield* emit(stage.end(event.reason === "stop" || event.reason === "tool-calls" ? "whole" : "cut", hasCalls));
          yield* close();
          yield event;
          break;
        case "tool-call-start":
          hasCalls = true;
          yield event;
          break;
        case "tool-call-delta":
        case "tool-call-end":
        case "reasoning-start":
        case "reasoning-delta":
        case "reasoning-end":
          yield event;
      }
    }
  } catch (error) {
    if (open !== null && !isAbort(error)) {
      yield* emit(stage.end("broken", true));
      yield* close();
    }
    throw error;
  }
}

/** Nobody reads on after an abort. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
