import { ApiError } from "@/lib/errors";
import { Refusal } from "../refusal";
import { isRecord } from "@/lib/json";

/** What a provider said when it refused a request, in whatever shape. */
export interface Said {
  status: number;
  /** Every text of the body. */
  words: string;
  /** Codes and types, as `unsupported_parameter`. */
  codes: string[];
  /** The members that it names as the reason, with dots and without indexes: `tools.name`. */
  places: string[];
}

const DEPTH_MAX = 8;
const TEXTS_MAX = 200;
const WORDS_CHARS_MAX = 4_000;

/** Returns what a provider's refusal says; null for every other failure. */
export function readRefusal(error: unknown): Said | null {
  const refusal = error instanceof ApiError && error.cause instanceof Refusal ? error.cause : null;
  if (!refusal) return null;
  const said: Said & { texts: string[] } = { status: refusal.status, words: "", codes: [], places: [], texts: [] };
  gather(parse(refusal.body), "", said, 0);
  const { texts, ...rest } = said;
  return { ...rest, words: (texts.length > 0 ? texts.join("\n") : refusal.body).slice(0, WORDS_CHARS_MAX) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function gather(value: unknown, key: string, said: Said & { texts: string[] }, depth: number): void {
  if (depth > DEPTH_MAX || said.texts.length >= TEXTS_MAX) return;
  if (typeof value === "string") {
    if (key === "code" || key === "type") said.codes.push(value);
    else if (key === "param" || key === "parameter") said.places.push(placeOf(value.split(".")));
    // Some put one error as JSON text into another.
    else if (value.startsWith("{")) gatherInner(value, said, depth);
    else {
      said.texts.push(value);
      // Some begin with the place, as `tools.0.name: …`.
      const [, place] = /^([a-z_]+(?:\.\w+)+): /.exec(value) ?? [];
      if (place !== undefined) said.places.push(placeOf(place.split(".")));
    }
  } else if (Array.isArray(value)) {
    if (key === "loc" || key === "path") said.places.push(placeOf(value.map(String)));
    else for (const entry of value) gather(entry, key, said, depth + 1);
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) gather(member, name, said, depth + 1);
  }
}

function gatherInner(text: string, said: Said & { texts: string[] }, depth: number): void {
  const inner = parse(text);
  if (inner === text) said.texts.push(text);
  else gather(inner, "", said, depth + 1);
}

/** `input[0].content.1.detail` and `["body", "input", 0]` without what is no name. */
function placeOf(segments: string[]): string {
  const names = segments
    .flatMap((segment) => segment.replace(/\[\d+\]/g, "").split("."))
    .filter((name) => name !== "" && !/^\d+$/.test(name));
  return (names[0] === "body" ? names.slice(1) : names).join(".");
}
