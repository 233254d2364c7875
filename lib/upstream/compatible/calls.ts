import type { GenerationEvent } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { isRecord } from "@/lib/json";
import { createJsonEnd, type JsonEnd } from "../json-end";
import type { Parts } from "../parts";
import { offeredTools } from "../tool-limits";
import { countIn, textIn } from "./read";

/** Puts the pieces of calls together, however a server cuts and numbers them. */
export interface Calls {
  /** A piece as a server sends it; `position` is its place among those that came with it. */
  take(value: unknown, position: number): GenerationEvent[];
  /** A call that is whole. */
  whole(name: string, args: string): GenerationEvent[];
  /** What still waits. */
  end(): GenerationEvent[];
  /** Whether arguments came for a call that never got a name. */
  hasNameless(): boolean;
}

interface Piece {
  index: number | null;
  id: string | null;
  name: string;
  args: string;
  /** What the server wants back on the call itself. */
  extra: Record<string, unknown> | null;
}

interface Call {
  key: string;
  id: string | null;
  name: string;
  /** All arguments so far; `told` of them have left. */
  args: string;
  told: number;
  json: JsonEnd;
  isStarted: boolean;
  /** Another call of the name may have begun: it has when arguments come. */
  mayBeOver: boolean;
  extra: Record<string, unknown> | null;
}

/** What a call is given where it begins: its id, and what is told before it. */
export type Begin = (given: string | null, extra: Record<string, unknown> | null) => { id: string | null; events: GenerationEvent[] };

export function createCalls(parts: Parts, request: GenerationRequest, begins: Begin): Calls {
  const names = offeredTools(request).map(({ name }) => name);
  const calls: Call[] = [];
  /** The latest call of each index, or of each position where there is no index. */
  const slots = new Map<number, Call>();

  const begin = ({ id, name }: Pick<Piece, "id" | "name">): Call => {
    const call = {
      key: String(calls.length),
      id,
      name,
      args: "",
      told: 0,
      json: createJsonEnd(),
      isStarted: false,
      mayBeOver: false,
      extra: null,
    };
    calls.push(call);
    return call;
  };
  /** Calls leave in the order in which they began, whichever gets its arguments first. */
  const startBefore = (call: Call): GenerationEvent[] =>
    calls.slice(0, calls.indexOf(call)).flatMap((earlier) => (names.includes(earlier.name) ? start(earlier, parts, begins) : []));
  const add = (call: Call, args: string): GenerationEvent[] => {
    if (call.told === 0 && call.args.trim() === "{}" && args.trim() !== "") {
      // Some begin with an empty object, and then send the real one.
      call.args = "";
      call.json = createJsonEnd();
    }
    call.args += args;
    call.json.push(args);
    if (!isReady(call, names)) return [];
    return [...(call.isStarted ? [] : startBefore(call)), ...tell(call, parts, begins, false)];
  };
  const place = (piece: Piece, position: number): { call: Call; isRepeated: boolean } => {
    const slot = piece.index ?? position;
    const known = (piece.index === null && piece.id !== null && calls.findLast(({ id }) => id === piece.id)) || slots.get(slot);
    const placed = known ? follow(known, piece, names) : "new";
    if (known && placed !== "new") return { call: known, isRepeated: placed === "repeated" };
    const call = begin(piece.name === "" && known ? { id: null, name: known.name } : piece);
    slots.set(slot, call);
    return { call, isRepeated: false };
  };
  return {
    take(value, position) {
      const piece = readPiece(value);
      if (piece === null) return [];
      const { call, isRepeated } = place(piece, position);
      if (isRepeated) return [];
      call.id ??= piece.id;
      call.extra ??= piece.extra;
      return add(call, piece.args);
    },
    whole: (name, args) => add(begin({ id: null, name }), args),
    end: () => calls.flatMap((call) => (call.name === "" ? [] : tell(call, parts, begins, true))),
    hasNameless: () => calls.some(({ name, args }) => name === "" && args.trim() !== ""),
  };
}

/** Null for what says nothing of a call. */
function readPiece(value: unknown): Piece | null {
  if (!isRecord(value)) return null;
  const of = isRecord(value.function) ? value.function : value;
  const given = of.arguments ?? of.parameters ?? of.input;
  const args = typeof given === "object" && given !== null ? JSON.stringify(given) : textIn(given);
  const id = textIn(value.id) || null;
  const name = textIn(of.name);
  const extra = isRecord(value.extra_content) ? { extra_content: value.extra_content } : null;
  return id === null && name === "" && args === "" ? null : { index: countIn(value.index), id, name, args, extra };
}

/**
 * Whether a piece goes on with a call, repeats it, or begins another. Some servers repeat id and name in every piece, so a name alone
 * begins nothing; others, Ollama for one, give each call index 0, so under an index that is taken another id begins another call; some
 * send a name in pieces, or after its arguments.
 */
function follow(call: Call, piece: Piece, names: readonly string[]): "on" | "repeated" | "new" {
  const { name, args } = piece;
  const isBlank = args.trim() === "";
  const isOver = call.json.isOver();
  if (name === "") {
    const beginsAgain = call.mayBeOver && isOver && !isBlank;
    call.mayBeOver &&= isBlank;
    return beginsAgain ? "new" : "on";
  }
  if (call.name === "") {
    call.name = name;
    return "on";
  }
  const isOther = piece.id !== null && call.id !== null && piece.id !== call.id;
  if (isOther && (isOver || call.args.trim() === "")) return "new";
  if (!isOver) return growName(call, name, names);
  if (isBlank) {
    call.mayBeOver = name === call.name;
    return call.mayBeOver ? "repeated" : "new";
  }
  const isKnown = piece.id !== null || piece.index !== null;
  return isKnown && name === call.name && args === call.args ? "repeated" : "new";
}

/** A name that came before the arguments were whole: the same again, a piece of it, or that of another call that needs none. */
function growName(call: Call, name: string, names: readonly string[]): "on" | "new" {
  if (name === call.name || call.isStarted) return "on";
  if (names.includes(call.name) && names.includes(name) && !names.includes(call.name + name)) return "new";
  call.name += name;
  return "on";
}

/** Whether a call may begin: with its first arguments, once its name can't grow any more. */
function isReady({ name, args }: Call, names: readonly string[]): boolean {
  if (name === "" || args.trim() === "") return false;
  return names.includes(name) || !names.some((whole) => whole.startsWith(name));
}

/**
 * What of a call can leave. Arguments that may turn out to be a text that holds them, null, or an empty object before the real one wait
 * for the end.
 */
function tell(call: Call, parts: Parts, begins: Begin, isEnd: boolean): GenerationEvent[] {
  const events = start(call, parts, begins);
  const isOdd = call.told === 0 && isUnsure(call.args.trim());
  if (isOdd && !isEnd) return events;
  const args = isOdd ? unwrapped(call.args) : call.args.slice(call.told);
  call.told = call.args.length;
  return [...events, ...parts.callDelta(call.key, args)];
}

const isUnsure = (args: string): boolean => ["", "{", "{}"].includes(args) || args.startsWith('"') || args.startsWith("n");

function start(call: Call, parts: Parts, begins: Begin): GenerationEvent[] {
  if (call.isStarted) return [];
  call.isStarted = true;
  const { id, events } = begins(call.id, call.extra);
  return [...events, ...parts.callStart(call.key, id, call.name)];
}

/** Arguments that were written as a JSON text, or as null. */
function unwrapped(args: string): string {
  if (args.trim() === "") return "";
  try {
    const value: unknown = JSON.parse(args);
    if (value === null) return "";
    return typeof value === "string" ? value : args;
  } catch {
    return args;
  }
}
