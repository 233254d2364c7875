import type { Settings, Step, ToolCase } from "./case";

/** What many cases have in common. */
export const DONE = 'root = Card([a])\na = TextContent("Done.")';
export const SAYS_DONE = { text: DONE };
export const OPEN: Settings = { MCP_SERVERS: "https" };
export const ECHO = {
  name: "echo",
  description: "Repeats a message",
  inputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
  annotations: { readOnlyHint: true },
};
const DELETE_ROW = {
  name: "delete_row",
  description: "Takes a row out",
  inputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
  annotations: { readOnlyHint: false, destructiveHint: true },
};
/** One tool that reads, and one that changes something. */
export const SERVER = {
  url: "https://mcp.test/mcp",
  era: "2025-11-25" as const,
  tools: [ECHO, DELETE_ROW],
  answers: {
    echo: { content: [{ type: "text", text: "hello from far away" }] },
    delete_row: { content: [{ type: "text", text: "row 7 is gone" }] },
  },
};
export const WITH_DEMO: ToolCase["servers"] = { mcp: { demo: SERVER } };
export const MANY_TOOLS = Array.from({ length: 140 }, (_, at) => ({
  name: `t${at}`,
  description: `t${at}`,
  inputSchema: { type: "object", properties: {} },
}));
/** What a search finds, whatever is looked for. */
export const FOUND: NonNullable<ToolCase["servers"]>["search"] = {
  kind: "searxng",
  answers: {
    "*": [
      { url: "https://news.test/solar", title: "Solar power in 2026", content: "Installed capacity came to 900 GW." },
      { url: "https://stats.test/energy", title: "Figures on energy", content: "Wind came to 1,100 GW." },
    ],
  },
};
export const WITH_SEARCH: ToolCase["servers"] = { search: FOUND };

/** Entries of a request's tools. */
export const DEMO = { type: "mcp", server_label: "demo", server_url: "https://mcp.test/mcp", require_approval: "never" };
export const ASKING = { ...DEMO, require_approval: "always" };
export const SEARCH = { type: "web_search" };
export const GET_ORDER = {
  type: "function",
  name: "get_order",
  parameters: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
};

/** A call that somebody has to approve. */
export const ASKS_FIRST: Step = {
  api: "responses",
  body: { input: "Take row 7 out", tools: [ASKING] },
  provider: [{ calls: [["mcp__demo__delete_row", { id: "7" }]] }],
  expect: {
    status: 200,
    end: "completed",
    items: [
      { type: "mcp_list_tools" },
      { type: "mcp_approval_request", server_label: "demo", name: "delete_row", arguments: '{"id":"7"}' },
    ],
    calls: { "mcp.demo.tools/call": 0 },
  },
};

export const UPLOADED: Step = {
  api: "files",
  body: {
    multipart: {
      purpose: "assistants",
      "expires_after[anchor]": "created_at",
      "expires_after[seconds]": "86400",
      file: ["report.md", "# Sales\n\nSales in Germany rose by 7 percent in 2025.\n\n# Costs\n\nCosts went down."],
    },
  },
  expect: {
    status: 200,
    body: { id: "file-*", object: "file", filename: "report.md", purpose: "assistants", status: "*", expires_at: "*" },
  },
};
export const STORED: Step = {
  api: "vector_stores",
  body: { name: "Reports", file_ids: ["$1.id"] },
  expect: { status: 200, body: { id: "vs_*", object: "vector_store", status: "in_progress", file_counts: { total: 1 } } },
};
export const INDEXED: Step = {
  api: "GET vector_stores/$2.id",
  body: {},
  expect: { status: 200, until: { status: "completed", file_counts: { completed: 1 } }, headers: { "openai-poll-after-ms": "*" } },
};
