import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { HostedItem } from "@/lib/generation/hosted";
import { StepDetails } from "./step-details";
import { ToolSteps } from "./tool-steps";

const FAILED = { type: "mcp_tool_execution_error" as const, content: [{ type: "text", text: "Invalid input" }] };
const call = (more: object): HostedItem => ({
  type: "mcp_call",
  id: "mcp_1",
  server_label: "crm",
  name: "find",
  arguments: '{"name":"Ada","limit":3}',
  output: null,
  error: null,
  approval_request_id: null,
  status: "in_progress",
  ...more,
});
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const shown = (item: HostedItem, isOver: boolean, ms: number | null = null): string =>
  textOf(renderToStaticMarkup(<ToolSteps steps={[{ item, ms }]} isOver={isOver} approvals={new Map()} />));

test("a call under way says what it does and with what; one that is over is folded to how long it took", () => {
  expect(shown(call({}), false)).toBe("Working with tools Calling find of crm name: Ada, limit: 3");
  expect(shown(call({ status: "completed", output: "x" }), true, 1_240)).toBe("1 step, 1.2 s");
  expect(shown(call({ status: "failed", error: FAILED }), true, 90)).toBe("1 step, 90 ms , 1 failed");
});

test.each<[HostedItem, string]>([
  [call({ status: "completed", output: '{"a":1}' }), 'With name Ada limit 3 Result { "a": 1 }'.replaceAll('"', "&quot;")],
  [call({ status: "failed", error: FAILED }), "With name Ada limit 3 Invalid input"],
  [
    {
      type: "web_search_call",
      id: "ws_1",
      status: "completed",
      action: { type: "search", query: "q", queries: ["q"], sources: [{ type: "url", url: "javascript:alert(1)" }] },
    },
    "Asked q Found javascript:alert(1)",
  ],
  [
    { type: "web_search_call", id: "ws_1", status: "failed", action: { type: "open_page", url: "https://www.a.example/b" } },
    "Page a.example/b It failed. The model was told why, and went on with what it had.",
  ],
  [
    { type: "file_search_call", id: "fs_1", status: "completed", queries: ["q"], results: [] },
    "Asked q No passage holds any of these words.",
  ],
  [{ type: "mcp_list_tools", id: "mcpl_1", server_label: "crm", tools: [], error: "It is down." }, "It is down."],
])("what a step tells when it is opened: %j", (item, words) => {
  const markup = renderToStaticMarkup(<StepDetails item={item} />);
  expect(textOf(markup)).toBe(words);
  expect(markup).not.toContain('href="javascript');
});
