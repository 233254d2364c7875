import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import type { MessagePhase, ReasoningState } from "@/lib/generation/item";
import { rasterPicture } from "@/lib/generation/picture";
import { newId } from "@/lib/ids";
import { createJsonEnd, type JsonEnd } from "./json-end";

/**
 * Turns what a provider says piece by piece into well-formed generation events: every start gets its end, and nothing begins before
 * what came before it has ended. Throws `upstream_failed` for what does not end. Pieces of something else that come while a call's arguments are not whole wait for its end.
 */
export interface Parts {
  /** A text of another phase is a message of its own. */
  text(delta: string, phase?: MessagePhase): GenerationEvent[];
  refusal(delta: string): GenerationEvent[];
  /** A picture as a data URL; of one that can't be shown, words that it came. */
  picture(url: string): GenerationEvent[];
  reasoning(delta: string): GenerationEvent[];
  /** Whether reasoning came last. */
  isReasoning(): boolean;
  /** Ends the reasoning that is open, or one without words, with what the provider wants back of it. */
  reasoningEnd(state: ReasoningState): GenerationEvent[];
  /** `key` is the provider's own handle of the call; a provider without call ids gets one minted. */
  callStart(key: string, callId: string | null, name: string): GenerationEvent[];
  callDelta(key: string, delta: string): GenerationEvent[];
  callEnd(key: string): GenerationEvent[];
  /** Throws `upstream_failed` for an end with calls of which none came. */
  finish(reason: FinishReason, usage: Usage): GenerationEvent[];
  /** Everything the model has written, for a provider that reports no usage. */
  written(): string;
}

type Written = "text" | "refusal" | "reasoning";

/** Several times what any model can write; what goes on behind it is stuck. */
const WRITTEN_CHARS_MAX = { text: 8_000_000, refusal: 1_000_000, reasoning: 2_000_000 } as const satisfies Record<Written, number>;
/** All pictures of an answer: twice as much is a request of a client that sends them back. */
const PICTURES_CHARS_MAX = 2_800_000;

type Piece =
  | { type: "picture"; url: string }
  | { type: Written; delta: string; phase?: MessagePhase | undefined }
  | { type: "reasoning-end"; state: ReasoningState }
  | { type: "call-start"; key: string; callId: string | null; name: string }
  | { type: "call-delta"; key: string; delta: string }
  | { type: "call-end"; key: string };

const ID_PREFIX = { text: "msg", refusal: "msg", reasoning: "rs" } as const satisfies Record<Written, string>;

export function createParts(): Parts {
  const written: string[] = [];
  let pictureChars = 0;
  const chars = { text: 0, refusal: 0, reasoning: 0 };
  const teller = createTeller();
  let called = false;
  let isReasoning = false;
  const write = (type: Written, delta: string, phase?: MessagePhase): GenerationEvent[] => {
    if (delta === "") return [];
    chars[type] += delta.length;
    if (chars[type] > WRITTEN_CHARS_MAX[type]) throw endless(type);
    written.push(delta);
    return teller.take({ type, delta, phase });
  };
  return {
    text: (delta, phase) => write("text", delta, phase),
    refusal: (delta) => write("refusal", delta),
    reasoning: (delta) => write("reasoning", delta),
    picture(url) {
      const picture = rasterPicture(url);
      if (picture === null) return write("text", "\n\n*The model sent a picture of a kind that can't be shown here.*\n\n");
      pictureChars += picture.length;
      if (pictureChars > PICTURES_CHARS_MAX)
        return write("text", `\n\n*The model sent a picture that is too large to be shown here (${megabytes(picture)} MB).*\n\n`);
      written.push(" ");
      return teller.take({ type: "picture", url: picture });
    },
    isReasoning: () => isReasoning,
    reasoningEnd(state) {
      isReasoning = false;
      return teller.take({ type: "reasoning-end", state });
    },
    callStart(key, callId, name) {
      called = true;
      isReasoning = false;
      written.push(name);
      return teller.take({ type: "call-start", key, callId, name });
    },
    callDelta(key, delta) {
      if (delta === "" || !teller.knows(key)) return [];
      written.push(delta);
      return teller.take({ type: "call-delta", key, delta });
    },
    callEnd: (key) => (teller.knows(key) ? teller.take({ type: "call-end", key }) : []),
    finish(reason, usage) {
      if (reason === "tool-calls" && !called)
        throw new ApiError("upstream_failed", "The model's answer ended with a call of a tool, and no call came.");
      // Some providers say "stop" after a call.
      return [
        ...teller.end(reason === "length" || reason === "content-filter"),
        { type: "finish", reason: called && reason === "stop" ? "tool-calls" : reason, usage },
      ];
    },
    written: () => written.join(""),
  };
}

/** How large the bytes of a data URL are. */
const megabytes = (url: string): string => ((url.length * 0.75) / 1_000_000).toFixed(1);

function endless(type: Written): ApiError {
  const what = type === "reasoning" ? "thinking" : "writing";
  return new ApiError("upstream_failed", `The model did not stop ${what}: it was ended after ${WRITTEN_CHARS_MAX[type]} characters.`);
}

type Open =
  | { type: Written; id: string; phase: MessagePhase | undefined }
  | { type: "tool-call"; id: string; key: string; json: JsonEnd; isBlank: boolean };

interface Teller {
  take(piece: Piece): GenerationEvent[];
  /** Whether a call of this handle is open or waits to be. */
  knows(key: string): boolean;
  /** Everything that waits, and the last end, which may be that of something cut. */
  end(isCut: boolean): GenerationEvent[];
}

/** Some models give one id to several calls, which could not be told apart when they come back. */
function createIds(): (given: string | null) => string {
  const taken = new Set<string>();
  return (given) => {
    const id = given && !taken.has(given) ? given : newId("call");
    taken.add(id);
    return id;
  };
}

/** Tells pieces as events, each at once. */
interface Speaker {
  tell(piece: Piece): GenerationEvent[];
  /** The end of what is open. */
  close(isCut?: boolean): GenerationEvent[];
  isOpenCall(key: string): boolean;
  /** Whether something else may begin. */
  isFree(): boolean;
}

function createSpeaker(): Speaker {
  let open: Open | null = null;
  const ownId = createIds();

  const close = (isCut = false): GenerationEvent[] => {
    const events = open ? endOf(open, isCut) : [];
    open = null;
    return events;
  };
  const isOpenCall = (key: string): boolean => open?.type === "tool-call" && open.key === key;
  const write = (type: Written, phase?: MessagePhase): { id: string; events: GenerationEvent[] } => {
    if (open?.type === type && open.phase === phase) return { id: open.id, events: [] };
    const before = close();
    const id = newId(ID_PREFIX[type]);
    open = { type, id, phase };
    return { id, events: [...before, type === "text" && phase ? { type: "text-start", id, phase } : { type: `${type}-start`, id }] };
  };
  const tell = (piece: Piece): GenerationEvent[] => {
    switch (piece.type) {
      case "call-start": {
        const before = close();
        const id = newId("fc");
        open = { type: "tool-call", id, key: piece.key, json: createJsonEnd(), isBlank: true };
        return [...before, { type: "tool-call-start", id, callId: ownId(piece.callId), name: piece.name }];
      }
      case "call-delta":
        if (open?.type !== "tool-call" || open.key !== piece.key) return [];
        open.json.push(piece.delta);
        open.isBlank = false;
        return [{ type: "tool-call-delta", id: open.id, delta: piece.delta }];
      case "call-end":
        return isOpenCall(piece.key) ? close() : [];
      case "text":
      case "refusal":
      case "reasoning": {
        const { id, events } = write(piece.type, piece.phase);
        return [...events, { type: `${piece.type}-delta`, id, delta: piece.delta }];
      }
      case "picture": {
        const { id, events } = write("text");
        return [...events, { type: "picture", id, url: piece.url }];
      }
      case "reasoning-end": {
        const { id, events } = write("reasoning");
        open = null;
        return [...events, { type: "reasoning-end", id, state: piece.state }];
      }
    }
  };
  return { tell, close, isOpenCall, isFree: () => open?.type !== "tool-call" || open.json.isOver() };
}

function createTeller(): Teller {
  const line = createLine();
  const speaker = createSpeaker();
  const tellWaiting = (): GenerationEvent[] => {
    const events: GenerationEvent[] = [];
    while (speaker.isFree() && !line.isEmpty()) for (const piece of line.next()) events.push(...speaker.tell(piece));
    return events;
  };
  return {
    take(piece) {
      const goesOn = "key" in piece && piece.type !== "call-start" && speaker.isOpenCall(piece.key);
      if (goesOn || (line.isEmpty() && (speaker.isFree() || ("key" in piece && speaker.isOpenCall(piece.key)))))
        return [...speaker.tell(piece), ...tellWaiting()];
      line.add(piece);
      return [];
    },
    knows: (key) => speaker.isOpenCall(key) || line.has(key),
    end(isCut) {
      const events: GenerationEvent[] = [];
      while (!line.isEmpty()) events.push(...speaker.close(), ...tellWaiting());
      return [...events, ...speaker.close(isCut)];
    },
  };
}

/** Whether a piece belongs to the texts that wait last; what ends reasoning ends them. */
function goesOn(group: Piece[] | undefined, { type }: Piece): boolean {
  const first = group?.[0]?.type;
  return group?.at(-1)?.type !== "reasoning-end" && first === (type === "reasoning-end" ? "reasoning" : type);
}

/** A call without a word of arguments has none, which is an object too; of one that was cut nobody knows. */
function endOf(open: Open, isCut: boolean): GenerationEvent[] {
  const { id } = open;
  const isEmpty = open.type === "tool-call" && open.isBlank && !isCut;
  return [...(isEmpty ? [{ type: "tool-call-delta", id, delta: "{}" } as const] : []), { type: `${open.type}-end`, id }];
}

/** What waits for its turn: the pieces of one call, or of one text, together. */
interface Line {
  add(piece: Piece): void;
  has(key: string): boolean;
  isEmpty(): boolean;
  next(): Piece[];
}

function createLine(): Line {
  const groups: Piece[][] = [];
  const calls = new Map<string, Piece[]>();
  let first = 0;
  const begin = (piece: Piece): Piece[] => groups[groups.push([piece]) - 1] as Piece[];
  return {
    add(piece) {
      if (piece.type === "call-start") calls.set(piece.key, begin(piece));
      else if ("key" in piece) calls.get(piece.key)?.push(piece);
      else if (first < groups.length && goesOn(groups.at(-1), piece)) groups.at(-1)?.push(piece);
      else begin(piece);
    },
    has: (key) => calls.has(key),
    isEmpty: () => first === groups.length,
    next() {
      const group = groups[first++] ?? [];
      const [head] = group;
      if (head?.type === "call-start" && calls.get(head.key) === group) calls.delete(head.key);
      return group;
    },
  };
}
