import { ApiError } from "@/lib/errors";
import type { DialogueItem, McpApprovalRequestItem, McpApprovalResponseItem } from "@/lib/generation/hosted";
import { noteDecision } from "@/lib/tool-approvals/mutations";
import { type Asked, isApprovalId } from "./approval-id";

const REQUESTS = new Set(["mcp_approval_request"]);
/** What a client adds to a dialogue; all else was said by a model. */
const OF_CLIENTS = new Set(["mcp_approval_response", "function_call_output", "custom_tool_call_output", "item_reference"]);

interface Decided {
  request: McpApprovalRequestItem;
  response: McpApprovalResponseItem;
}

/** The answers that a request brings to what was asked for; those of earlier turns are not among them. Throws 400 for one that answers nothing. */
export function newDecisions(dialogue: readonly DialogueItem[]): Decided[] {
  const requests = dialogue.filter((item): item is McpApprovalRequestItem => REQUESTS.has(item.type));
  const fresh = dialogue.slice(dialogue.findLastIndex(isOfModel) + 1);
  const responses = fresh.filter((item): item is McpApprovalResponseItem => item.type === "mcp_approval_response");
  const decided = responses.map((response) => {
    const request = requests.find(({ id }) => id === response.approval_request_id);
    if (!request) throw notFound();
    return { request, response };
  });
  if (new Set(responses.map(({ approval_request_id: id }) => id)).size < responses.length) throw alreadyAnswered();
  return decided;
}

/** Throws 400 where a decision is about a server that is not among the tools of its request, which could not be asked. */
export function assertServersNamed(dialogue: readonly DialogueItem[], labels: readonly string[]): void {
  const missing = newDecisions(dialogue).find(({ request }) => !labels.includes(request.server_label));
  if (!missing) return;
  const message = `MCP server '${missing.request.server_label}' is not among the tools of this request: send the same tools again.`;
  throw new ApiError("invalid_value", message, { param: "tools" });
}

/** What was asked for in the turn before and has no answer among several that have one. */
export function assertAllAnswered(dialogue: readonly DialogueItem[], decided: readonly Decided[]): void {
  const asked = dialogue.slice(dialogue.findLastIndex((item) => isOfUser(item)) + 1).filter(({ type }) => REQUESTS.has(type));
  const answered = new Set(decided.map(({ request }) => request.id));
  if (answered.size > 0 && asked.some(({ id }) => !answered.has(id)))
    throw new ApiError("invalid_value", "Several calls were asked for: answer each of them with an approval response of its own.", {
      param: "input",
    });
}

/**
 * Holds a decision to what was asked for: the request was made here for this workspace, this server and these arguments, not long ago, and
 * nobody has answered it. From then on it is answered. Throws 400.
 */
export async function settleDecision({ request, response }: Decided, asked: Asked): Promise<void> {
  if (!isApprovalId(request.id, asked)) throw notFound();
  if (!(await noteDecision(request.id, response.approve))) throw alreadyAnswered();
}

/** One wording for what never was, what was changed, what is another's, and what is too old. */
export function notFound(): ApiError {
  return new ApiError("invalid_value", "No approval request with this id was found, or it is too old.", { param: "input" });
}

function alreadyAnswered(): ApiError {
  return new ApiError("approval_already_answered", "This approval request has been answered already.", { param: "input" });
}

function isOfModel(item: DialogueItem): boolean {
  return !OF_CLIENTS.has(item.type) && !isOfUser(item);
}

function isOfUser(item: DialogueItem): boolean {
  return item.type === "message" && "role" in item && item.role !== "assistant";
}
