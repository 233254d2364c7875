import { createParser, type EventSourceMessage } from "eventsource-parser";
import { isEndMark } from "./end-mark";

/** Reads the body of an answer, whatever its header calls it, in pieces of any size. */
export interface BodyReader {
  /** The events that are whole by now. */
  push(text: string): EventSourceMessage[];
  /** What the end of the body makes whole: a JSON answer, and a last event without its blank line, if nothing is missing in it. */
  end(): EventSourceMessage[];
  isTooLarge(): boolean;
  /** Whether it is neither a stream of events nor JSON. */
  isNonsense(): boolean;
}

type Kind = "unknown" | "events" | "json" | "nonsense";

const FIELD = /^(?:data|event|id|retry)(?:[:\r\n]|$)/;
const FIELDS = ["data", "event", "id", "retry"];
const MARK_UP = /^<(?:!doctype|\?xml|html|head|body|h\d|title|p\b)/i;

export function createBodyReader(contentType: string | null, charsMax: number): BodyReader {
  const isCalledEvents = /text\/event-stream/i.test(contentType ?? "");
  let kind: Kind = "unknown";
  let isTooLarge = false;
  /** The beginning while its kind is unknown; all of it where it is JSON. */
  let held: string[] = [];
  let heldChars = 0;
  const events = createEventReader(charsMax);

  const hold = (text: string): void => {
    held.push(text);
    heldChars += text.length;
    isTooLarge ||= heldChars > charsMax;
  };
  const release = (): string => {
    const text = held.join("");
    [held, heldChars] = [[], 0];
    return text;
  };
  const readOn = (text: string): EventSourceMessage[] => {
    if (kind === "events") {
      const ready = events.push(text);
      isTooLarge ||= events.isTooLarge();
      return ready;
    }
    if (kind !== "nonsense" && text !== "") hold(text);
    return [];
  };
  return {
    push(text) {
      if (kind !== "unknown") return readOn(text);
      hold(text);
      const begun = release();
      kind = kindOf(begun, isCalledEvents);
      return readOn(begun);
    },
    end() {
      if (kind === "events") return events.end();
      const text = release().trim();
      if (kind === "unknown") kind = text === "" && isCalledEvents ? "events" : "nonsense";
      if (kind !== "json") return [];
      const found = documentsIn(text);
      if (found.length === 0) kind = "nonsense";
      return found.map((data) => ({ id: undefined, event: undefined, data }));
    },
    isTooLarge: () => isTooLarge,
    isNonsense: () => kind === "nonsense",
  };
}

/** What a body is by how it begins; blanks, which some send while a model loads, say nothing. */
function kindOf(begun: string, isCalledEvents: boolean): Kind {
  const head = begun.slice(0, 2_000).trimStart();
  if (head === "") return "unknown";
  if (head.startsWith("{") || head.startsWith("[")) return "json";
  if (head.startsWith(":") || FIELD.test(head)) return "events";
  if (MARK_UP.test(head)) return "nonsense";
  if (head.length < 9 && (head.startsWith("<") || FIELDS.some((field) => field.startsWith(head)))) return "unknown";
  return isCalledEvents ? "events" : "nonsense";
}

/** One JSON text, or one in each line; none where any of it is something else. */
function documentsIn(text: string): string[] {
  if (isJson(text)) return [text];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.every(isJson) ? lines : [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function createEventReader(charsMax: number): Pick<BodyReader, "push" | "end" | "isTooLarge"> {
  const ready: EventSourceMessage[] = [];
  let pendingChars = 0;
  let isTooLarge = false;
  const parser = createParser({ onEvent: (event) => ready.push(event) });
  const taken = (): EventSourceMessage[] => {
    const events = ready.splice(0);
    const tooLarge = events.findIndex(({ data }) => data.length > charsMax);
    if (tooLarge === -1) return events;
    isTooLarge = true;
    return events.slice(0, tooLarge);
  };
  return {
    push(text) {
      parser.feed(text);
      pendingChars = ready.length > 0 ? 0 : pendingChars + text.length;
      isTooLarge ||= pendingChars > charsMax;
      return taken();
    },
    end() {
      parser.feed("\n\n");
      return taken().filter(({ data }) => isEndMark(data) || isJson(data));
    },
    isTooLarge: () => isTooLarge,
  };
}
