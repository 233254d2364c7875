import { countTokens, cutAtTokens } from "@/lib/generation/tokens";
import type { Block, Passage, ReadDocument } from "./document";

export interface PassageSize {
  tokensMax: number;
  /** How much of a passage is said again at the beginning of the next. */
  overlapTokens: number;
}

/** Where a heading comes when a passage is as full as this, the next one begins. */
const FULL_ENOUGH = 0.5;

const SENTENCE_END = /(?<=[.!?。！？…])\s+|\n+/u;

interface Unit {
  text: string;
  tokens: number;
  page: number | null;
  /** The headings it stands under. */
  heading: string | null;
  isHeading: boolean;
}

/**
 * Resolves to a document in passages of at most `tokensMax` tokens. They end at headings where they can, else at paragraphs, sentences and
 * words, in this order.
 */
export async function passagesOf({ blocks, prefix }: ReadDocument, size: PassageSize): Promise<Passage[]> {
  const whole = wholeIfShort(blocks, prefix, size.tokensMax);
  if (whole) return [whole];
  // A heading of a table never takes more than half of what it stands before.
  const head = prefix === undefined ? "" : `${await cutAtTokens(prefix, Math.floor(size.tokensMax / 2))}\n`;
  const room = { ...size, tokensMax: size.tokensMax - (await tokensOf(head)) };
  const writer = new PassageWriter(room, head);
  const headings: string[] = [];
  for (const block of blocks) {
    if (block.level !== undefined) {
      headings.length = Math.min(headings.length, block.level - 1);
      headings[block.level - 1] = block.text.replace(/\s+/g, " ");
    }
    const heading = headings.filter(Boolean).join(" › ") || null;
    for (const unit of await unitsOf(block, heading, room.tokensMax)) writer.add(unit);
  }
  return writer.end();
}

/** A token is a byte at least, so that a short document needs no counting. */
function wholeIfShort(blocks: readonly Block[], prefix: string | undefined, tokensMax: number): Passage | null {
  let bytes = 0;
  for (const { text } of blocks) {
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > tokensMax) return null;
  }
  const text = [...(prefix === undefined ? [] : [prefix]), ...blocks.map((block) => block.text)].join("\n");
  const [first] = blocks;
  if (!first || Buffer.byteLength(text) > tokensMax) return null;
  return { text, heading: first.level === undefined ? null : first.text, page: first.page ?? null };
}

class PassageWriter {
  private readonly passages: Passage[] = [];
  private units: Unit[] = [];
  private tokens = 0;
  /** How many of the units stand in the last passage already. */
  private repeated = 0;

  constructor(
    private readonly size: PassageSize,
    private readonly head: string,
  ) {}

  add(unit: Unit): void {
    const { tokensMax } = this.size;
    if (unit.isHeading && this.tokens >= tokensMax * FULL_ENOUGH) this.flush(false);
    if (this.tokens + unit.tokens > tokensMax) {
      this.flush(true);
      while (this.units.length > 0 && this.tokens + unit.tokens > tokensMax) this.drop();
    }
    this.units.push(unit);
    this.tokens += unit.tokens;
  }

  end(): Passage[] {
    this.flush(false);
    return this.passages;
  }

  private flush(isGoingOn: boolean): void {
    if (this.units.length > this.repeated) {
      const text = this.head + this.units.map((unit) => unit.text).join("\n");
      const [first] = this.units;
      this.passages.push({ text, heading: first?.heading ?? null, page: first?.page ?? null });
    }
    const { overlapTokens } = this.size;
    const kept = isGoingOn ? overlapTokens : 0;
    while (this.units.length > 0 && this.tokens > kept) this.drop();
    this.repeated = this.units.length;
  }

  private drop(): void {
    this.tokens -= this.units.shift()?.tokens ?? 0;
    this.repeated = Math.max(0, this.repeated - 1);
  }
}

/** A block whole, or in pieces that fit. */
async function unitsOf(block: Block, heading: string | null, tokensMax: number): Promise<Unit[]> {
  const of = { page: block.page ?? null, heading, isHeading: block.level !== undefined };
  const tokens = await tokensOf(block.text);
  if (tokens <= tokensMax) return [{ ...of, text: block.text, tokens }];
  const units: Unit[] = [];
  for (const sentence of block.text.split(SENTENCE_END)) {
    for (let rest = sentence.trim(); rest !== ""; ) {
      const text = await beginningOf(rest, tokensMax);
      units.push({ ...of, text, tokens: await tokensOf(text) });
      rest = rest.slice(text.length).trimStart();
    }
  }
  return units;
}

/** Ends with a word where there is one. */
async function beginningOf(text: string, tokensMax: number): Promise<string> {
  // No token is longer than this in what people write, so that a long text is not counted to its end each time.
  const cut = await cutAtTokens(text.slice(0, tokensMax * 16), tokensMax);
  if (cut.length === text.length || cut === "") return cut === "" ? text.slice(0, 2) : cut;
  const space = cut.lastIndexOf(" ");
  return space > cut.length / 2 ? cut.slice(0, space) : cut;
}

/** One more for the line end that joins it to the next. A text of a few letters is as many tokens at most. */
async function tokensOf(text: string): Promise<number> {
  return text === "" ? 0 : 1 + (await countTokens(text));
}
