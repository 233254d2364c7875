import { JsonText } from "./json-text";
import type { ReaderSink } from "./reader-sink";

/** Hands on what a model writes in JSON. What is `isDoubtful` may turn out to be none. */
export class JsonReader {
  private readonly text = new JsonText();
  private hasParts = false;

  constructor(
    private readonly sink: ReaderSink,
    private readonly isDoubtful: boolean,
  ) {}

  /** Whether this is no JSON after all. */
  get isNone(): boolean {
    return this.isDoubtful && !this.hasParts && this.text.isLoose;
  }

  get source(): string {
    return this.text.source;
  }

  /** Takes the next piece; returns what stands behind the JSON once something does, null before. */
  push(piece: string): string | null {
    const behind = this.text.push(piece);
    for (const part of this.text.take()) {
      this.hasParts = true;
      this.sink.jsonPart(part, this.text.source);
    }
    return behind;
  }

  /** No more comes; false when nothing of it was interface. */
  end(): boolean {
    return this.sink.jsonEnd(this.text.open);
  }
}
