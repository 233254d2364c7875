import { type Call, type Draft, isCall } from "../draft";
import type { Catalogue, ComponentSpec } from "../library/catalogue";
import type { Param } from "../library/slot";
import { choiceFrom } from "../read/scalar";
import { fits, type Peek } from "./fits";

/** Parameters that take the key of something, not its words. */
const KEYS = new Set(["name", "value", "id", "key"]);
/** One word: options are often their own keys, "3" or "Yes" as well as "two_fa". */
const IS_KEY = /^\S+$/;

export function isKey({ name, slot }: Param): boolean {
  return KEYS.has(name) && slot.kind === "text";
}

/** How the arguments of a call are read: each under the name of its parameter, null where none takes it. */
export interface Reading {
  names: (string | null)[];
  params: readonly Param[];
  score: number;
}

/**
 * The names under which the arguments of a call that come in order are best read: by the component's own order, by the order of the library
 * that this one is a relative of, without the key that comes first, or with a setting that stands in another place. Null when its own order fits best.
 */
export function otherReading(spec: ComponentSpec, call: Call, catalogue: Catalogue, peek: Peek): [string, Draft][] | null {
  const args = call.args;
  if (args.length < 2 || args.length > spec.params.length + 4) return null;
  // An option that is called by its key.
  if (typeof peek(args[0]) === "string" && peek(args[0]) === peek(args[1])) return null;
  const [first, ...withoutKey] = spec.params;
  const orders = catalogue.relatives(call.name).concat(first && isKey(first) ? [withoutKey] : []);
  if (orders.length === 0 && spec.params.every((param, index) => isSetting(param, args[index], peek))) return null;
  const own = reading(spec.params, args, catalogue, peek);
  const others = orders.map((params) => reading(params, args, catalogue, peek));
  const moved = withSettingMoved(spec.params, args, catalogue, peek);
  const best = [...others, moved].reduce((one, two) => (two.score > one.score ? two : one), own);
  if (best === own) return null;
  return args.flatMap((arg, index): [string, Draft][] => {
    const name = best.names[index];
    return name === null || name === undefined || arg === null ? [] : [[name, arg]];
  });
}

function reading(params: readonly Param[], args: readonly Draft[], catalogue: Catalogue, peek: Peek): Reading {
  let score = 0;
  const names = args.map((arg, index) => {
    const param = params[index];
    score += param ? fit(arg, param, catalogue, peek) : -1;
    return param?.name ?? null;
  });
  return { names, params, score: score - missing(params, args) };
}

/** Whether an argument is one of the values of a setting; so is every argument where none is. */
function isSetting({ slot }: Param, arg: Draft | undefined, peek: Peek): boolean {
  if (slot.kind !== "choice") return true;
  const value = peek(arg);
  return typeof value !== "string" || choiceFrom(value, slot.values) !== undefined;
}

/** With a setting that does not fit in its place taken from where it does, or left out. */
function withSettingMoved(params: readonly Param[], args: readonly Draft[], catalogue: Catalogue, peek: Peek): Reading {
  let best: Reading = { names: [], params, score: Number.NEGATIVE_INFINITY };
  for (const [index, param] of params.entries()) {
    if (param.slot.kind !== "choice" || isSetting(param, args[index], peek)) continue;
    const { values } = param.slot;
    const at = args.findIndex((arg) => choiceFrom(peek(arg), values) !== undefined);
    const rest = params.filter((one) => one !== param);
    const read = reading(rest, at === -1 ? args : args.toSpliced(at, 1), catalogue, peek);
    const score = read.score + (at === -1 ? 0 : 1);
    if (score > best.score) best = { names: at === -1 ? read.names : read.names.toSpliced(at, 0, param.name), params, score };
  }
  return best;
}

function fit(arg: Draft, param: Param, catalogue: Catalogue, peek: Peek): number {
  const value = peek(arg);
  if (value === null || value === undefined) return 0;
  if (param.slot.kind === "text" && typeof value === "string") return 1 + keyness(value, param.name);
  if (fits(value, param.slot, catalogue, peek)) return 1;
  if (param.slot.kind !== "list") return -1;
  // Words may stand for a list of blocks, and one thing for a list of it.
  return typeof value === "string" || isCall(value) ? 0.5 : -1;
}

/** Whether a text looks like the key that is wanted, or like words where a key is. */
function keyness(text: string, name: string): number {
  const isKey = IS_KEY.test(text);
  // A word that begins like a sentence is as likely to be the title that comes after the key.
  if (KEYS.has(name)) return !isKey ? -0.5 : /^\p{Lu}|[^\p{ASCII}]/u.test(text) ? 0 : 0.3;
  return isKey && text.includes("_") ? -0.5 : 0;
}

/** What lists nothing, and what is required and not there. */
function missing(params: readonly Param[], args: readonly Draft[]): number {
  const absent = params.filter(
    (param, index) => index >= args.length && (param.slot.kind === "list" || (param.required && param.fallback === undefined)),
  );
  return 0.75 * absent.length;
}
