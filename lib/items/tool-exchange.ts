import { ApiError } from "@/lib/errors";
import type { Item } from "@/lib/generation/item";

/**
 * The dialogue with every output right behind the calls it belongs to, as providers want it: what an assistant said meanwhile
 * comes before the calls, what anybody else said comes after the outputs. A call that was cut short and has no output is left out.
 * Throws 400 for an output without its call, for a call without its output, and for two open calls of one id.
 */
export function inToolOrder(items: Item[]): Item[] {
  const ordered: Item[] = [];
  const open = new Set<string>();
  let callsAt = 0;
  let later: Item[] = [];
  for (const item of withoutCutCalls(items)) {
    if (item.type === "function_call") {
      if (open.has(item.call_id)) throw refused(`Two function calls have the call_id ${item.call_id}.`);
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

function withoutCutCalls(items: Item[]): Item[] {
  const answered = new Set(items.flatMap((item) => (item.type === "function_call_output" ? [item.call_id] : [])));
  return items.filter((item) => item.type !== "function_call" || item.status !== "incomplete" || answered.has(item.call_id));
}

function refused(message: string): ApiError {
  return new ApiError("invalid_value", message, { param: "input" });
}
