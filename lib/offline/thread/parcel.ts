import { randomUUID } from "node:crypto";
import type { GenerationRequest } from "@/lib/generation/request";
import { createPace } from "@/lib/pace";

/** What is copied to another thread in one go: megabytes take tens of milliseconds. */
const PIECE_CHARS = 64 * 1024;

/** On its way to the thread a request comes after the pieces of its long strings, for which it holds `mark` and a number. */
export type Parcel = { text: number; piece: string } | { request: GenerationRequest; mark: string };

/** Sends a request piece by piece; other work of the process has its turn meanwhile. */
export async function sendParcels(request: GenerationRequest, send: (parcel: Parcel) => void): Promise<void> {
  const pace = createPace();
  const mark = randomUUID();
  const texts: string[] = [];
  const frame = mapStrings(request, (text) => (text.length > PIECE_CHARS ? `${mark}${texts.push(text) - 1}` : text));
  for (const [i, text] of texts.entries()) {
    for (let from = 0; from < text.length; from += PIECE_CHARS) {
      send({ text: i, piece: text.slice(from, from + PIECE_CHARS) });
      if (pace.isDue()) await pace.rest();
    }
  }
  send({ request: frame, mark });
}

/** Returns what takes parcels in their order, and returns the request when it is whole. */
export function createUnpacker(): (parcel: Parcel) => GenerationRequest | null {
  let texts: string[][] = [];
  return (parcel) => {
    if ("piece" in parcel) {
      (texts[parcel.text] ??= []).push(parcel.piece);
      return null;
    }
    const { request, mark } = parcel;
    const whole = texts.map((pieces) => pieces.join(""));
    texts = [];
    return mapStrings(request, (text) => (text.startsWith(mark) ? (whole[Number(text.slice(mark.length))] ?? text) : text));
  };
}

/** A copy of a value as JSON has them, with each of its strings changed. */
function mapStrings<Value>(value: Value, change: (text: string) => string): Value;
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((member: unknown) => mapStrings(member, change));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapStrings(member, change)]));
}
