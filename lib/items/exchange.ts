import type { Exchange, HostedItem, McpApprovalResponseItem } from "@/lib/generation/hosted";
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
  let round: string | null = null;
  const flush = (): void => {
    said.push(...outputs);
    outputs = [];
    round = null;
  };
  for (const item of items) {
    // What was denied is told where it was: the model goes on from there, and its own card stands before.
    const isDecision = item.type === "mcp_approval_response";
    if (!isDecision && !isHostedItem(item)) {
      if (item.type !== "function_call") flush();
      said.push(item);
      continue;
    }
    const hosted = isDecision ? deniedBy(item, items) : item;
    if (!hosted || (!isDecision && isDenied(hosted, items))) continue;
    const exchange = exchangeOf(hosted, items);
    const [call, output] = exchange ? toExchange(hosted.id, exchange) : [];
    if (!exchange || !call || !output) continue;
    const ofRound = `${isDecision ? "decided in " : ""}${exchange.round}`;
    if (round !== null && ofRound !== round) flush();
    round = ofRound;
    said.push(call);
    outputs.push(output);
  }
  flush();
  return said;
}

/** The request that an answer denies; null for one that approves it. */
function deniedBy({ approve, approval_request_id: id }: McpApprovalResponseItem, items: readonly Unpacked[]): HostedItem | null {
  const asked = approve ? undefined : items.find((item) => item.type === "mcp_approval_request" && item.id === id);
  return asked && isHostedItem(asked) ? asked : null;
}

function isDenied({ id }: HostedItem, items: readonly Unpacked[]): boolean {
  return items.some((item) => item.type === "mcp_approval_response" && !item.approve && item.approval_request_id === id);
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
