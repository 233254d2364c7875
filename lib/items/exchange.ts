import type { Exchange, HostedItem } from "@/lib/generation/hosted";
import { isHostedItem, isOpen, rowOf, stateOf } from "@/lib/generation/hosted-items";
import type { Item, StoredItem } from "@/lib/generation/item";

/** A call and what came of it, as providers know them; nothing for one that came to nothing. */
export function toExchange(id: string, { callId, name, arguments: given, output }: Exchange): Item[] {
  if (output === null) return [];
  return [
    { type: "function_call", id, call_id: callId, name, arguments: given, status: "completed" },
    { type: "function_call_output", id: `${id}_output`, call_id: callId, output, status: "completed" },
  ];
}

type Unpacked = Exclude<StoredItem, { type: "compaction" }>;

/**
 * The dialogue in items that providers know: what hosted tools did becomes calls and outputs. Calls of one round stay together, also with
 * those of the client, so that the outputs come back as they did the first time.
 */
export function withExchanges(items: readonly Unpacked[]): Item[] {
  const said: Item[] = [];
  let outputs: Item[] = [];
  let round: number | null = null;
  const flush = (): void => {
    said.push(...outputs);
    outputs = [];
    round = null;
  };
  for (const item of items) {
    if (item.type === "mcp_approval_response") continue;
    if (!isHostedItem(item)) {
      if (item.type !== "function_call") flush();
      said.push(item);
      continue;
    }
    const exchange = exchangeOf(item, items);
    const [call, output] = exchange ? toExchange(item.id, exchange) : [];
    if (!exchange || !call || !output) continue;
    if (round !== null && exchange.round !== round) flush();
    round = exchange.round;
    said.push(call);
    outputs.push(output);
  }
  flush();
  return said;
}

/** What a model reads of a hosted item: what it read the first time, else what the item itself tells. */
function exchangeOf(item: HostedItem, items: readonly Unpacked[]): Exchange | null {
  if (isOpen(stateOf(item)) || stateOf(item) === "incomplete") return null;
  // What was asked for stands where it was done; what nobody has answered was not.
  const decision = items.find((other) => "approval_request_id" in other && other.approval_request_id === item.id);
  if (decision && (decision.type !== "mcp_approval_response" || decision.approve)) return null;
  const read = rowOf(item).read(item);
  if (!read) return null;
  const reason = decision?.type === "mcp_approval_response" && decision.reason ? ` They said: ${decision.reason}` : "";
  const known = item.exchange ?? { callId: item.id, name: read.name, arguments: read.arguments, output: null, round: 0 };
  return { ...known, output: known.output ?? `${read.output}${reason}` };
}
