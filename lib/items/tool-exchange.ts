import { ApiError } from "@/lib/errors";
import type { FunctionCallItem, Item } from "@/lib/generation/item";

/**
 * The dialogue with every output right behind the calls it belongs to, as providers want it: what an assistant said meanwhile
 * comes before the calls, what anybody else said comes after the outputs. A call that was cut short and has no output is left out. Every call has
 * an id of its own then. Throws 400 for an output without its call, and for a call without its output.
 */
export function inToolOrder(items: Item[]): Item[] {
  const ordered: Item[] = [];
  const open = new Set<string>();
  let callsAt = 0;
  let later: Item[] = [];
  for (const item of withoutCutCalls(withOwnCallIds(items))) {
    if (item.type === "function_call") {
      if (open.size === 0) callsAt = ordered.length;
      open.add(item.call_id);
      ordered.push(item);
    } else if (item.type === "function_call_output") {
      if (!open.delete(item.call_id)) throw refused(`No tool call found for function call output with call_id ${item.call_id}.`);
      ordered.push(item);
      if (open.size > 0) continue;
      ordered.push(...later);
      later = [];
    } else if (open.size === 0) ordered.push(item);
    else if (item.type === "reasoning" || item.role === "assistant") ordered.splice(callsAt++, 0, item);
    else later.push(item);
  }
  const [unanswered] = open;
  if (unanswered !== undefined) throw refused(`No tool output found for function call ${unanswered}.`);
  return ordered;
}

/**
 * The dialogue with an id of its own for every call, and its output under the same: some models give one id to several calls, and most
 * providers refuse to read that again. Outputs of one id belong to its calls in their order; to one that was cut short only when no
 * other is open. What was unique stays as it was, and the same dialogue always gets the same ids.
 */
export function withOwnCallIds(items: Item[]): Item[] {
  const taken = new Set(items.flatMap((item) => (item.type === "function_call" ? [item.call_id] : [])));
  const given = new Set<string>();
  const open = new Map<string, FunctionCallItem[]>();
  const fresh = (id: string): string => {
    let copy = 2;
    while (taken.has(`${id}_${copy}`)) copy++;
    taken.add(`${id}_${copy}`);
    return `${id}_${copy}`;
  };
  return items.map((item) => {
    if (item.type === "function_call") {
      const own = given.has(item.call_id) ? { ...item, call_id: fresh(item.call_id) } : item;
      given.add(item.call_id);
      open.set(item.call_id, [...(open.get(item.call_id) ?? []), own]);
      return own;
    }
    if (item.type !== "function_call_output") return item;
    const calls = open.get(item.call_id) ?? [];
    const answered = calls.find(({ status }) => status !== "incomplete") ?? calls[0];
    if (!answered) return item;
    open.set(
      item.call_id,
      calls.filter((call) => call !== answered),
    );
    return answered.call_id === item.call_id ? item : { ...item, call_id: answered.call_id };
  });
}

function withoutCutCalls(items: Item[]): Item[] {
  const answered = new Set(items.flatMap((item) => (item.type === "function_call_output" ? [item.call_id] : [])));
  return items.filter((item) => item.type !== "function_call" || item.status !== "incomplete" || answered.has(item.call_id));
}

function refused(message: string): ApiError {
  return new ApiError("invalid_value", message, { param: "input" });
}
