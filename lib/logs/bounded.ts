import { cutAtWord } from "@/lib/redact";
import { isRecord } from "@/lib/json";

/** How much of a request, and of an answer, is kept. */
export const BODY_CHARS_MAX = 64 * 1024;
/** How much of one text: a paste does not take the room of what was asked about it. */
const TEXT_CHARS_MAX = 24 * 1024;
const DATA_URL_CHARS_MAX = 200;
const VALUE_CHARS = 8;

export interface Bounded {
  value: unknown;
  isCut: boolean;
}

interface Room {
  left: number;
  isCut: boolean;
}

/**
 * Returns a JSON value as far as it is kept. Files in data URLs are left out, long texts are cut, and of a list that does not fit the
 * end stays: what was said last is what was asked. Takes as long as what is kept, however long the value is.
 */
export function bounded(value: unknown): Bounded {
  const room: Room = { left: BODY_CHARS_MAX, isCut: false };
  const kept = keep(value, room);
  return { value: kept, isCut: room.isCut };
}

function keep(value: unknown, room: Room): unknown {
  if (typeof value === "string") return keepText(value, room);
  room.left -= VALUE_CHARS;
  if (Array.isArray(value)) return keepList(value, room);
  return isRecord(value) ? keepObject(value, room) : value;
}

function keepText(text: string, room: Room): string {
  if (text.length > DATA_URL_CHARS_MAX && text.startsWith("data:")) {
    room.isCut = true;
    const kind = text.slice(0, DATA_URL_CHARS_MAX).split(",", 1)[0]?.slice(0, 100) ?? "data:";
    return `${kind},… (${text.length.toLocaleString("en")} characters)`;
  }
  const charsMax = Math.max(0, Math.min(TEXT_CHARS_MAX, room.left));
  room.left -= Math.min(text.length, charsMax) + 2;
  if (text.length <= charsMax) return text;
  room.isCut = true;
  return `${cutAtWord(text, charsMax)} (of ${text.length.toLocaleString("en")} characters)`;
}

function keepList(list: unknown[], room: Room): unknown[] {
  const kept: unknown[] = [];
  for (let at = list.length - 1; at >= 0; at--) {
    if (room.left <= 0) {
      room.isCut = true;
      kept.push(`… ${(at + 1).toLocaleString("en")} earlier`);
      break;
    }
    kept.push(keep(list[at], room));
  }
  return kept.toReversed();
}

function keepObject(object: Record<string, unknown>, room: Room): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in object) {
    if (room.left <= 0) {
      room.isCut = true;
      break;
    }
    room.left -= name.length + 3;
    if (object[name] !== undefined) Object.defineProperty(kept, name.slice(0, 200), DEFINED(keep(object[name], room)));
  }
  return kept;
}

/** Clients name members as they like, also `__proto__`. */
const DEFINED = (value: unknown): PropertyDescriptor => ({ value, enumerable: true, configurable: true, writable: true });
