import type { FinishReason, GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { ApprovalDecision, McpApprovalRequestItem } from "@/lib/generation/hosted";
import { isApprovalRequest } from "@/lib/generation/hosted-items";
import type { UiOptions } from "@/lib/generation/request";
import type { Sources } from "@/lib/generation/sources";
import { newId } from "@/lib/ids";
import { createPace } from "@/lib/pace";
import { approvalCard } from "./approval-card";
import { Citations } from "./citations";
import { CLOSE, escape, OPEN } from "./read/envelope";
import { ReportBuilder } from "./repair/report";
import { createStage, type Ending } from "./stage";
import type { Target } from "./target";
import { type Measure, measureJson } from "./write/allowance";

const measureEscaped: Measure = (text) => measureJson(escape(text));

const ENDINGS = {
  stop: "whole",
  "tool-calls": "whole",
  length: "cut",
  "content-filter": "filtered",
} as const satisfies Record<FinishReason, Ending>;

const C1: Target = { payload: "c1", library: null };

/**
 * Turns what a model writes into an interface while it streams. All text of an answer becomes one message with one envelope, which stays
 * open until the end; tool calls and reasoning pass as they are, and what a model thinks in its text becomes reasoning. Reasoning that comes
 * while the message is open follows it, and so does a refusal, which is never interface. An answer without any of it becomes a note that
 * says so.
 * `report` collects what was wrong with it; `sources` are those it may cite, which may grow while it comes; `tokenOf` gives what the buttons
 * of the card say that an answer ends with whose calls wait for approval. When the events throw, what was sent is closed so that it renders, and the error goes on.
 */
export async function* toUi(
  batches: GenerationEvents,
  ui: UiOptions,
  target: Target = C1,
  report?: ReportBuilder,
  sources: Sources | null = null,
  tokenOf: TokenOf | null = null,
): GenerationEvents {
  const answer = new Answer(ui, target, { citations: sources && new Citations(sources), tokenOf }, report);
  try {
    for await (const batch of batches) {
      // What waited for the provider has rested.
      const pace = createPace();
      for (const event of batch) {
        for (const _ of answer.taking(event)) {
          if (!pace.isDue()) continue;
          yield* answer.said();
          await pace.rest();
        }
      }
      yield* answer.said();
    }
  } catch (error) {
    if (!isAbort(error)) yield* answer.brokenOff();
    throw error;
  }
}

type TokenOf = (decision: ApprovalDecision) => string;

/** What an answer with tools has besides what the model writes. */
interface Told {
  citations: Citations | null;
  tokenOf: TokenOf | null;
}

// A class, because message and reasoning wait for each other.
class Answer {
  private id: string | null = null;
  private open: string | null = null;
  private thought: string | null = null;
  private thoughts = "";
  private held: GenerationEvent[] = [];
  private out: GenerationEvent[] = [];
  private hasText = false;
  /** Whether there is something besides text. */
  private hasOther = false;
  private readonly waiting: McpApprovalRequestItem[] = [];
  private readonly citations: Citations | null;
  private readonly stage;

  constructor(
    ui: UiOptions,
    private readonly target: Target,
    { citations, tokenOf }: Told,
    report: ReportBuilder = new ReportBuilder(),
  ) {
    this.citations = citations;
    this.stage = createStage(ui, {
      library: target.library,
      payload: target.payload,
      report,
      citations,
      measure: target.payload === "c1" ? measureEscaped : measureJson,
      closing: () => (tokenOf ? approvalCard(this.waiting, tokenOf) : []),
      onThought: (text) => (this.thoughts += text),
    });
  }

  /** Takes an event, text of it in slices; what can be shown comes with `said`. */
  *taking(event: GenerationEvent): Generator<void> {
    switch (event.type) {
      case "text-start":
        // Another item of text begins a line of its own.
        if (this.hasText) yield* this.stage.pushing("\n");
        else this.id = event.id;
        this.hasText = true;
        break;
      case "text-delta":
        yield* this.stage.pushing(event.delta);
        this.flush();
        break;
      case "picture":
        this.stage.addPicture(event.url);
        this.flush();
        break;
      case "text-end":
        break;
      case "finish":
        // What waits for somebody is an answer without words.
        this.hasOther ||= event.reason === "tool-calls";
        yield* this.finish(event);
        break;
      case "tool-call-start":
        this.hasOther = true;
        this.out.push(event);
        break;
      case "hosted-end":
        if (isApprovalRequest(event.item)) this.waiting.push(event.item);
        this.out.push(event);
        break;
      case "tool-call-delta":
      case "tool-call-end":
      case "hosted-start":
      case "hosted-state":
      case "annotation":
        this.out.push(event);
        break;
      case "refusal-start":
      case "refusal-delta":
      case "refusal-end":
        this.hasOther = true;
        this.behind(event);
        break;
      case "reasoning-start":
      case "reasoning-delta":
      case "reasoning-end":
        this.behind(event);
    }
  }

  /** What was said since it was asked last, as a batch; none when nothing was. */
  said(): GenerationEvent[][] {
    const said = this.out;
    this.out = [];
    return said.length === 0 ? [] : [said];
  }

  /** The last batch: what was begun is closed so that it renders. */
  brokenOff(): GenerationEvent[][] {
    if (this.open === null) this.endThought();
    else {
      for (const _ of this.stage.ending("broken", true));
      this.flush();
      this.close();
    }
    return this.said();
  }

  private *finish(event: Extract<GenerationEvent, { type: "finish" }>): Generator<void> {
    if (this.hasText || !this.hasOther || this.waiting.length > 0) yield* this.stage.ending(ENDINGS[event.reason], this.hasOther);
    this.flush();
    this.close();
    this.out.push(event);
  }

  private flush(): void {
    this.emit(this.stage.take());
  }

  private close(): void {
    this.endThought();
    if (this.open === null) return;
    if (this.target.payload === "c1") this.out.push({ type: "text-delta", id: this.open, delta: CLOSE });
    this.out.push({ type: "text-end", id: this.open });
    this.open = null;
    this.out.push(...this.held.splice(0));
  }

  /** Parts of an answer do not interleave: what comes while the message is open waits for its end. */
  private behind(event: GenerationEvent): void {
    (this.open === null ? this.out : this.held).push(event);
  }

  private emit(text: string): void {
    if (this.thoughts !== "" && (this.thought !== null || this.thoughts.trim() !== "")) this.think();
    if (text === "") return;
    this.endThought();
    const isWrapped = this.target.payload === "c1";
    const delta = isWrapped ? escape(text) : text;
    if (this.open === null) {
      this.open = this.id ?? newId("msg");
      this.out.push({ type: "text-start", id: this.open });
      this.say(this.open, isWrapped ? OPEN + delta : delta, isWrapped);
    } else this.say(this.open, delta, isWrapped);
  }

  private say(id: string, delta: string, isEscaped: boolean): void {
    this.out.push({ type: "text-delta", id, delta });
    for (const annotation of this.citations?.told(delta, isEscaped) ?? []) this.out.push({ type: "annotation", id, annotation });
  }

  private think(): void {
    const delta = this.thought === null ? this.thoughts.trimStart() : this.thoughts;
    this.thoughts = "";
    if (delta === "") return;
    if (this.thought === null) {
      this.thought = newId("rs");
      this.behind({ type: "reasoning-start", id: this.thought });
    }
    this.behind({ type: "reasoning-delta", id: this.thought, delta });
  }

  private endThought(): void {
    if (this.thought !== null) this.behind({ type: "reasoning-end", id: this.thought });
    this.thought = null;
  }
}

/** Nobody reads on after an abort. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
