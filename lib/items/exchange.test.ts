import { expect, test } from "vitest";
import type { McpApprovalRequestItem, McpApprovalResponseItem } from "@/lib/generation/hosted";
import { outputText } from "@/lib/generation/item";
import { message } from "@/tests/offline/case";
import { withExchanges } from "./exchange";

const request: McpApprovalRequestItem = {
  type: "mcp_approval_request",
  id: "mcpr_1",
  server_label: "shop",
  name: "refund_order",
  arguments: "{}",
};
const decided = (approve: boolean, reason?: string): McpApprovalResponseItem => ({
  type: "mcp_approval_response",
  id: "mcpa_1",
  approval_request_id: "mcpr_1",
  approve,
  ...(reason && { reason }),
});
const asks = message("user", "Refund it");
const card = message("assistant", "A call waits for your approval");
const told = (items: Parameters<typeof withExchanges>[0]): string[] =>
  withExchanges(items).map((item) => (item.type === "function_call_output" ? `output: ${outputText(item)}` : item.type));

test("a call that was denied is told behind the card that asked, so that a model goes on from it", () => {
  expect(told([asks, request, card, decided(false, "Too much")])).toEqual([
    "message",
    "message",
    "function_call",
    "output: The user did not approve this call. They said: Too much",
  ]);
});

test("one that nobody answered is told where it was asked, and one that was approved not at all: its call tells", () => {
  const unanswered = ["message", "function_call", "output: The user did not approve this call.", "message"];
  expect(told([asks, request, card])).toEqual(unanswered);
  expect(told([asks, request, card, decided(true)])).toEqual(["message", "message"]);
});
