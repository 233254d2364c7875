import type { ApprovalDecision, McpApprovalRequestItem } from "@/lib/generation/hosted";
import { isRecord } from "@/lib/json";
import { calloutNode, factsNode, repliesNode, replyNode } from "./library/made";
import type { UiNode, UiValue } from "./tree";

const VALUE_CHARS_MAX = 2_000;
const ROWS_MAX = 40;
/** What would change how a text is read without being seen. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * The card that asks a person whether calls may run: what would be called, with what, and buttons that go on with the conversation. `tokenOf`
 * gives what a button says of its decision. Words of models and servers are shown as they are, never as Markdown.
 */
export function approvalCard(requests: readonly McpApprovalRequestItem[], tokenOf: (decision: ApprovalDecision) => string): UiNode[] {
  if (requests.length === 0) return [];
  const many = requests.length > 1;
  const button = (label: string, decision: ApprovalDecision, variant: "primary" | "secondary"): UiNode =>
    replyNode(label, tokenOf(decision), variant);
  const all = [...requests];
  const single = many
    ? all.map((one, at) => button(`Approve only ${at + 1}`, { approve: [one], deny: all.filter((other) => other !== one) }, "secondary"))
    : [];
  return [
    calloutNode(
      "warning",
      many ? `${requests.length} calls wait for your approval` : "A call waits for your approval",
      "Nothing runs before you decide.",
    ),
    ...all.map((request, at) => callNode(request, many ? `${at + 1}. ` : "")),
    repliesNode([
      button(many ? "Approve all" : "Approve", { approve: all, deny: [] }, "primary"),
      ...single,
      button(many ? "Deny all" : "Deny", { approve: [], deny: all }, "secondary"),
    ]),
  ];
}

function callNode({ name, server_label: label, arguments: given }: McpApprovalRequestItem, number: string): UiNode {
  const rows = rowsOf(given);
  const head = { left: seen(`${number}${name}`), right: seen(label), rightVariant: "text" };
  const none = { left: "Without arguments", right: "", rightVariant: "text" };
  return factsNode(rows.length > 0 ? rows : [none], head);
}

function rowsOf(given: string): UiValue[] {
  const rows = argumentsOf(given).map(([name, value]): UiValue => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    return { left: seen(name), right: cut(seen(text)), rightVariant: "text" };
  });
  const rest = rows.length - ROWS_MAX;
  return rest > 0 ? [...rows.slice(0, ROWS_MAX), { left: `${rest} more arguments`, right: "not shown", rightVariant: "text" }] : rows;
}

function argumentsOf(given: string): [string, unknown][] {
  try {
    const read: unknown = JSON.parse(given.trim() || "{}");
    return isRecord(read) ? Object.entries(read) : [["Arguments", given]];
  } catch {
    return [["Arguments", given]];
  }
}

const seen = (text: string): string => text.replace(UNSEEN, "");

/** Nobody approves what is not shown without being told so. */
function cut(text: string): string {
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX)}… (${text.length - VALUE_CHARS_MAX} more characters)`;
}
