import type { ApprovalDecision, McpApprovalRequestItem, McpApprovalResponseItem } from "@/lib/generation/hosted";
import { isApprovalRequest } from "@/lib/generation/hosted-items";
import type { StoredItem } from "@/lib/generation/item";
import { isRecord } from "@/lib/json";
import { seal, unseal } from "@/lib/items/seal";
import { notFound } from "./approvals";

const MARK = "approval:";
const TOKEN = /approval:([\w-]{60,})/;
const TOKENS = /approval:[\w-]{60,}/g;
/** A button of a card in an answer, as it is written: its label and its token, escaped or not. */
const BUTTON = /\bButton\((?:"|&quot;)([^"&]{1,120})(?:"|&quot;)[^)]{0,120}?approval:([\w-]{60,})/g;
/** What clients of the C1 format say of a press, of which some keep the rest to themselves. */
const PRESSED = /\bUser clicked: ([^"&\]]{1,120})/;
const CONTEXT = /<context>|\]\]>openui:context/;

type Unpacked = Exclude<StoredItem, { type: "compaction" }>;

/**
 * Returns what a button says along with its press: sealed, so that nobody but this server makes one, for nobody but this workspace. It holds
 * the requests themselves, for clients that keep only messages.
 */
export function sealDecision(decision: ApprovalDecision, workspaceId: string): string {
  return MARK + seal(decision, "approval", workspaceId);
}

/**
 * The dialogue with each press on an approval card as the answer to its requests that it is, and with no token left in it: no model gets to
 * read one. Only what an interface sends along counts, never words. Throws 400 for a press, last in the dialogue, that was not made here.
 */
export function withDecisions<Item extends Unpacked>(dialogue: readonly Item[], workspaceId: string): (Item | Unpacked)[] {
  if (!dialogue.some((item) => item.type === "message" && textOf(item).includes(MARK))) return [...dialogue];
  const known = new Set(dialogue.filter(isApprovalRequest).map(({ id }) => id));
  const last = dialogue.at(-1);
  let shown = "";
  return dialogue.flatMap((item): (Item | Unpacked)[] => {
    if (item.type !== "message") return [item];
    const text = textOf(item);
    if (item.role === "assistant") shown = text;
    const token = item.role === "user" ? pressedToken(text, shown) : null;
    if (token === null) return [withoutTokens(item)];
    const decision = opened(token, workspaceId);
    if (!decision && item === last) throw notFound();
    if (!decision) return [withoutTokens(item)];
    return [...requestsOf(decision, known), ...responsesOf(decision)];
  });
}

/** The token of a press: it says so itself, or says which button of the answer before it was pressed. */
function pressedToken(text: string, shown: string): string | null {
  if (!CONTEXT.test(text)) return null;
  const own = TOKEN.exec(text)?.[1];
  if (own !== undefined) return own;
  const label = PRESSED.exec(text)?.[1]?.trim();
  if (label === undefined || !shown.includes(MARK)) return null;
  return [...shown.matchAll(BUTTON)].find((button) => button[1] === label)?.[2] ?? null;
}

function opened(token: string, workspaceId: string): ApprovalDecision | null {
  const decision = unseal(token, "approval", workspaceId);
  if (!isRecord(decision) || !Array.isArray(decision.approve) || !Array.isArray(decision.deny)) return null;
  // It was sealed here, as it is.
  return { approve: decision.approve, deny: decision.deny };
}

/** The requests that a client did not keep. */
function requestsOf({ approve, deny }: ApprovalDecision, known: ReadonlySet<string>): McpApprovalRequestItem[] {
  return [...approve, ...deny].filter(({ id }) => !known.has(id));
}

function responsesOf({ approve, deny }: ApprovalDecision): McpApprovalResponseItem[] {
  const answer = (isApproved: boolean) => (request: McpApprovalRequestItem) => ({
    type: "mcp_approval_response" as const,
    id: `${request.id}_answer`,
    approval_request_id: request.id,
    approve: isApproved,
  });
  return [...approve.map(answer(true)), ...deny.map(answer(false))];
}

type Message = Extract<Unpacked, { type: "message" }>;

function textOf({ content }: Message): string {
  return content.map((part) => ("text" in part ? part.text : "")).join("\n");
}

function withoutTokens<One extends Unpacked>(item: One): One {
  if (item.type !== "message" || !textOf(item).includes(MARK)) return item;
  const content = item.content.map((part) => ("text" in part ? { ...part, text: part.text.replace(TOKENS, "approval") } : part));
  return { ...item, content };
}
