import type { Turn } from "../thread/turns";

/** What became of a request for approval. */
export type ApprovalState = "waiting" | "approved" | "denied";

/** What became of each request for approval in a thread, by its id: what nobody has answered before something else was said was not approved. */
export function approvalStates(turns: readonly Turn[]): Map<string, ApprovalState> {
  const ran = new Set(
    turns.flatMap((turn) =>
      turn.type === "answer" ? turn.steps.flatMap(({ item }) => ("approval_request_id" in item ? [item.approval_request_id] : [])) : [],
    ),
  );
  return new Map(
    turns.flatMap((turn, at) =>
      turn.type === "answer"
        ? turn.steps.flatMap(({ item }): [string, ApprovalState][] => {
            if (item.type !== "mcp_approval_request") return [];
            return [[item.id, ran.has(item.id) ? "approved" : at === turns.length - 1 ? "waiting" : "denied"]];
          })
        : [],
    ),
  );
}

/** Whether a message is the press of a button on the card of a call that waited. */
export function isApprovalPress(message: string): boolean {
  const at = message.indexOf("<context>");
  return at !== -1 && /\bapproval:[\w-]{60}/.test(message.slice(at));
}
