import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { newId } from "@/lib/ids";
import { ThinkWriter } from "./think-writer";

/**
 * The events with the reasoning before the answer as text: the think items of the C1 envelope, in a message of their own. What is thought
 * once the answer has begun is left out, since an envelope comes last. An item that is open when the events throw is closed first.
 */
export async function* withThinkItems(events: GenerationEvents): GenerationEvents {
  const thinking = new Thinking();
  try {
    for await (const event of events) {
      switch (event.type) {
        case "reasoning-start":
          thinking.begin();
          break;
        case "reasoning-delta":
          yield* thinking.think(event.delta);
          break;
        case "reasoning-end":
          break;
        case "text-start":
        case "refusal-start":
          yield* thinking.end();
          thinking.isOver = true;
          yield event;
          break;
        case "tool-call-start":
        case "finish":
          yield* thinking.end();
          yield event;
          break;
        case "text-delta":
        case "text-end":
        case "refusal-delta":
        case "refusal-end":
        case "tool-call-delta":
        case "tool-call-end":
          yield event;
      }
    }
  } catch (error) {
    yield* thinking.end();
    throw error;
  }
}

class Thinking {
  isOver = false;
  private id: string | null = null;
  private readonly writer = new ThinkWriter();

  begin(): void {
    if (this.id !== null) this.writer.pause();
  }

  *think(delta: string): Generator<GenerationEvent> {
    if (!this.isOver) yield* this.write(this.writer.push(delta));
  }

  *end(): Generator<GenerationEvent> {
    yield* this.write(this.writer.end());
    if (this.id !== null) yield { type: "text-end", id: this.id };
    this.id = null;
  }

  private *write(text: string): Generator<GenerationEvent> {
    if (text === "") return;
    if (this.id === null) {
      this.id = newId("msg");
      yield { type: "text-start", id: this.id };
    }
    yield { type: "text-delta", id: this.id, delta: text };
  }
}
