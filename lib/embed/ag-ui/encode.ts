import type { Event, TokenUsage } from "@ag-ui/core";
import type { GenerationEvent, Usage } from "@/lib/generation/event";
import { frame } from "@/lib/http/sse";

/** An event of the protocol; its types are an enum in the official package, and words on the wire. */
type WireEvent = Event extends infer One ? (One extends { type: string } ? Omit<One, "type"> & { type: `${One["type"]}` } : never) : never;

interface Run {
  threadId: string;
  runId: string;
}

/** Writes the events of one run in the order that the protocol wants. */
export class RunWriter {
  readonly #pending: string[] = [];
  /** The thought that has begun; it is told only once it has words. */
  #thought: { id: string; isTold: boolean } | null = null;

  constructor(private readonly run: Run) {}

  start(): string {
    return write({ type: "RUN_STARTED", ...this.run });
  }

  batch(events: readonly GenerationEvent[], model: string): string {
    return events
      .flatMap((event) => this.#events(event, model))
      .map(write)
      .join("");
  }

  #events(event: GenerationEvent, model: string): WireEvent[] {
    switch (event.type) {
      case "text-start":
      case "refusal-start":
        return [{ type: "TEXT_MESSAGE_START", messageId: event.id, role: "assistant" }];
      case "text-delta":
      case "refusal-delta":
        return event.delta === "" ? [] : [{ type: "TEXT_MESSAGE_CONTENT", messageId: event.id, delta: event.delta }];
      case "text-end":
      case "refusal-end":
        return [{ type: "TEXT_MESSAGE_END", messageId: event.id }];
      case "reasoning-start":
        this.#thought = { id: event.id, isTold: false };
        return [];
      case "reasoning-delta":
        return event.delta === ""
          ? []
          : [...this.#thinking(event.id), { type: "REASONING_MESSAGE_CONTENT", messageId: event.id, delta: event.delta }];
      case "reasoning-end":
        return this.#thought?.isTold
          ? [
              { type: "REASONING_MESSAGE_END", messageId: event.id },
              { type: "REASONING_END", messageId: event.id },
            ]
          : [];
      case "tool-call-start":
        this.#pending.push(event.callId);
        return [{ type: "TOOL_CALL_START", toolCallId: event.callId, toolCallName: event.name }];
      case "tool-call-delta":
        return event.delta === "" ? [] : [{ type: "TOOL_CALL_ARGS", toolCallId: this.#call, delta: event.delta }];
      case "tool-call-end":
        return [{ type: "TOOL_CALL_END", toolCallId: this.#call }];
      case "finish":
        return [{ type: "RUN_FINISHED", ...this.run, outcome: this.#outcome(), usage: [toUsage(event.usage, model)] }];
      // Tools that run here are no part of a run: its tools are the front end's.
      case "annotation":
      case "picture":
      case "hosted-start":
      case "hosted-state":
      case "hosted-end":
        return [];
    }
  }

  /** Calls of a provider do not interleave, so that the last one that began is meant. */
  get #call(): string {
    return this.#pending.at(-1) ?? "";
  }

  #thinking(id: string): WireEvent[] {
    if (this.#thought?.isTold) return [];
    this.#thought = { id, isTold: true };
    return [
      { type: "REASONING_START", messageId: id },
      { type: "REASONING_MESSAGE_START", messageId: id, role: "reasoning" },
    ];
  }

  #outcome() {
    const ids = this.#pending;
    return { type: "success" as const, ...(ids.length > 0 && { pendingToolCallIds: ids }) };
  }
}

/** The last event of a run that failed. */
export function writeFailure(message: string, code: string): string {
  return write({ type: "RUN_ERROR", message, code });
}

function write(event: WireEvent): string {
  return frame(JSON.stringify(event));
}

function toUsage(usage: Usage, model: string): TokenUsage {
  return {
    model,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    totalTokens: usage.inputTokens + usage.outputTokens,
    reasoningTokens: usage.reasoningTokens,
    cachedInputTokens: usage.cachedTokens,
  };
}
