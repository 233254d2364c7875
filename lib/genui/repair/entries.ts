import { type Call, type Draft, isCall, isFields } from "../draft";
import type { Param } from "../library/slot";
import type { Peek } from "./fits";

/** A record by the names of its entries: from an object, or from a list or call whose values stand in the order of `params`; else null. */
export function recordEntries(draft: Draft, params: readonly Param[]): [string, Draft][] | null {
  if (isFields(draft)) return draft.entries;
  const values = Array.isArray(draft) ? draft : isCall(draft) ? draft.args : null;
  if (!values) return null;
  const placed = values.flatMap((value, index): [string, Draft][] => (params[index] ? [[params[index].name, value]] : []));
  return isCall(draft) ? [...placed, ...draft.named] : placed;
}

/** Whether a value is a component or a list with one in it. */
export function holdsCall(draft: Draft | undefined, peek: Peek, depth = 0): boolean {
  if (isCall(draft)) return true;
  return Array.isArray(draft) && depth < 6 && draft.slice(0, 20).some((item) => holdsCall(peek(item), peek, depth + 1));
}

/** A call without those of its arguments that hold components. */
export function withoutHeld(call: Call, peek: Peek): Call {
  const isOwn = (part: Draft): boolean => !holdsCall(peek(part), peek);
  return { ...call, args: call.args.filter(isOwn), named: call.named.filter(([, part]) => isOwn(part)) };
}
