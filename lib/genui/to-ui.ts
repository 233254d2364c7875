import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { UiOptions } from "@/lib/generation/request";
import { newId } from "@/lib/ids";
import { createPace } from "@/lib/pace";
import { CLOSE, escape, OPEN } from "./read/envelope";
import { ReportBuilder } from "./repair/report";
import { createStage, type Ending } from "./stage";
import type { Target } from "./target";
import { type Measure, measureJson } from "./write/allowance";

const measureEscaped: Measure = (text) => measureJson(escape(text));

const C1: Target = { payload: "c1", library: null };

/**
 * Turns what a model writes into an interface while it streams. All text of an answer becomes one message with one envelope, which stays
 * open until the end; tool calls and reasoning pass as they are, and what a model thinks in its text becomes reasoning. Reasoning that comes
 * while the message is open follows it, and so does a refusal, which is never interface. An answer without any of it becomes a note that
 * says so.
 * `report` collects what was wrong with it. When the events throw, what was sent is closed so that it renders, and the error goes on.
 */
export async function* toUi(events: GenerationEvents, ui: UiOptions, target: Target = C1, report?: ReportBuilder): GenerationEvents {
  const answer = new Answer(ui, target, report);
  const pace = createPace();
  let hasText = false;
  /** Whether there is something besides text. */
  let hasOther = false;
  try {
    for await (const event of events) {
      switch (event.type) {
        case "text-start":
          // Another item of text begins a line of its own.
          if (hasText) for (const _ of answer.pushing("\n"));
          else answer.id = event.id;
          hasText = true;
          break;
        case "text-delta":
          for (const _ of answer.pushing(event.delta)) if (pace.isDue()) await pace.rest();
          yield* answer.flush();
          break;
        case "text-end":
          break;
        case "finish": {
          const isWhole = event.reason === "stop" || event.reason === "tool-calls";
          if (hasText || !hasOther) for (const _ of answer.ending(isWhole ? "whole" : "cut", hasOther)) if (pace.isDue()) await pace.rest();
          yield* answer.flush();
          yield* answer.close();
          yield event;
          break;
        }
        case "tool-call-start":
          hasOther = true;
          yield event;
          break;
        case "tool-call-delta":
        case "tool-call-end":
          yield event;
          break;
        case "refusal-start":
        case "refusal-delta":
        case "refusal-end":
          hasOther = true;
          yield* answer.behind(event);
          break;
        case "reasoning-start":
        case "reasoning-delta":
        case "reasoning-end":
          yield* answer.behind(event);
      }
    }
  } catch (error) {
    if (!isAbort(error)) yield* answer.breakOff();
    throw error;
  }
}

// A class, because message and reasoning wait for each other.
class Answer {
  id: string | null = null;
  private open: string | null = null;
  private thought: string | null = null;
  private thoughts = "";
  private held: GenerationEvent[] = [];
  private readonly stage;

  constructor(
    ui: UiOptions,
    private readonly target: Target,
    report: ReportBuilder = new ReportBuilder(),
  ) {
    this.stage = createStage(ui, {
      library: target.library,
      payload: target.payload,
      report,
      measure: target.payload === "c1" ? measureEscaped : measureJson,
      onThought: (text) => (this.thoughts += text),
    });
  }

  /** Takes text in slices; what can be shown of it comes with `flush`. */
  pushing(delta: string): Generator<void> {
    return this.stage.pushing(delta);
  }

  ending(how: Ending, mayBeEmpty: boolean): Generator<void> {
    return this.stage.ending(how, mayBeEmpty);
  }

  *flush(): Generator<GenerationEvent> {
    yield* this.emit(this.stage.take());
  }

  /** What was begun is closed so that it renders. */
  *breakOff(): Generator<GenerationEvent> {
    if (this.open === null) return yield* this.endThought();
    for (const _ of this.stage.ending("broken", true));
    yield* this.flush();
    yield* this.close();
  }

  *close(): Generator<GenerationEvent> {
    yield* this.endThought();
    if (this.open === null) return;
    if (this.target.payload === "c1") yield { type: "text-delta", id: this.open, delta: CLOSE };
    yield { type: "text-end", id: this.open };
    this.open = null;
    yield* this.held.splice(0);
  }

  /** Parts of an answer do not interleave: what comes while the message is open waits for its end. */
  *behind(event: GenerationEvent): Generator<GenerationEvent> {
    if (this.open === null) yield event;
    else this.held.push(event);
  }

  private *emit(text: string): Generator<GenerationEvent> {
    if (this.thoughts.trim() !== "" || this.thought !== null) yield* this.think();
    if (text === "") return;
    yield* this.endThought();
    const isWrapped = this.target.payload === "c1";
    const delta = isWrapped ? escape(text) : text;
    if (this.open === null) {
      this.open = this.id ?? newId("msg");
      yield { type: "text-start", id: this.open };
      yield { type: "text-delta", id: this.open, delta: isWrapped ? OPEN + delta : delta };
    } else yield { type: "text-delta", id: this.open, delta };
  }

  private *think(): Generator<GenerationEvent> {
    const delta = this.thought === null ? this.thoughts.trimStart() : this.thoughts;
    this.thoughts = "";
    if (delta === "") return;
    if (this.thought === null) {
      this.thought = newId("rs");
      yield* this.behind({ type: "reasoning-start", id: this.thought });
    }
    yield* this.behind({ type: "reasoning-delta", id: this.thought, delta });
  }

  private *endThought(): Generator<GenerationEvent> {
    if (this.thought !== null) yield* this.behind({ type: "reasoning-end", id: this.thought });
    this.thought = null;
  }
}

/** Nobody reads on after an abort. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
