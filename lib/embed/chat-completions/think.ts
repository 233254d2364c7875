import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { HostedItem } from "@/lib/generation/hosted";
import { rowOf } from "@/lib/generation/hosted-items";
import { type Stage, throughStage } from "@/lib/generation/stage";
import { newId } from "@/lib/ids";
import { ThinkWriter } from "./think-writer";

/**
 * The events with the reasoning before the answer, and what tools do, as text: the think items of the C1 envelope, in a message of their own. What is thought
 * once the answer has begun is left out, since an envelope comes last. An item that is open when the events throw is closed first.
 */
export function withThinkItems(events: GenerationEvents): GenerationEvents {
  return throughStage(events, new Thinking());
}

class Thinking implements Stage<GenerationEvent, GenerationEvent> {
  private hasBegun = false;
  private id: string | null = null;
  private readonly writer = new ThinkWriter();

  take(event: GenerationEvent, out: GenerationEvent[]): void {
    switch (event.type) {
      case "reasoning-start":
        if (this.id !== null) this.writer.pause();
        return;
      case "reasoning-delta":
        if (!this.hasBegun) this.write(this.writer.push(event.delta), out);
        return;
      case "reasoning-end":
        return;
      case "text-start":
      case "refusal-start":
        this.close(out);
        this.hasBegun = true;
        break;
      case "hosted-start":
        this.step(event.item, out);
        return;
      case "hosted-state":
      case "hosted-end":
        return;
      case "tool-call-start":
      case "finish":
        this.close(out);
        break;
      case "text-delta":
      case "text-end":
      case "refusal-delta":
      case "refusal-end":
      case "tool-call-delta":
      case "tool-call-end":
      case "annotation":
      case "picture":
    }
    out.push(event);
  }

  fail(_error: unknown, out: GenerationEvent[]): void {
    this.close(out);
  }

  /** What a tool does is a step of its own. */
  private step(item: HostedItem, out: GenerationEvent[]): void {
    if (this.hasBegun) return;
    const { title, detail } = rowOf(item).told(item);
    this.write(this.writer.end() + this.writer.push(`**${title}**\n${detail}`) + this.writer.end(), out);
  }

  private close(out: GenerationEvent[]): void {
    this.write(this.writer.end(), out);
    if (this.id !== null) out.push({ type: "text-end", id: this.id });
    this.id = null;
  }

  private write(text: string, out: GenerationEvent[]): void {
    if (text === "") return;
    if (this.id === null) {
      this.id = newId("msg");
      out.push({ type: "text-start", id: this.id });
    }
    out.push({ type: "text-delta", id: this.id, delta: text });
  }
}
