import type { ToolCase } from "./case";
import { DEMO, DONE, GET_ORDER, MANY_TOOLS, OPEN, SAYS_DONE, SERVER, WITH_DEMO } from "./pieces";

export const MCP_SERVERS: ToolCase[] = [
  {
    name: "mcp-label-of-the-owner",
    settings: { MCP_SERVERS: "listed", servers: { crm: { headers: { authorization: "Bearer owner-secret" }, require_approval: "never" } } },
    servers: { mcp: { crm: SERVER } },
    steps: [
      {
        api: "responses",
        body: { input: "Greet them", tools: [{ type: "mcp", server_label: "crm" }] },
        provider: [{ calls: [["mcp__crm__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          items: [
            { type: "mcp_list_tools", server_label: "crm" },
            { type: "mcp_call", output: "hello from far away" },
            { type: "message" },
          ],
          sentTo: { "mcp.crm": { headers: { authorization: "Bearer owner-secret" } } },
          nowhere: ["owner-secret"],
        },
      },
    ],
  },
  {
    name: "mcp-address-not-listed",
    settings: { MCP_SERVERS: "listed" },
    servers: { mcp: { x: SERVER } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ type: "mcp", server_label: "x", server_url: "https://mcp.test/mcp", require_approval: "never" }] },
        expect: {
          status: 400,
          error: { code: "invalid_value", param: "tools[0].server_url", mentions: ["not set up", "Tools page", "MCP_SERVERS"] },
          calls: { provider: 0, "mcp.x": 0 },
        },
      },
    ],
  },
  {
    name: "mcp-both-authorizations",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", authorization: "a", headers: { Authorization: "Bearer b" } }] },
        expect: { status: 400, error: { param: "tools[0].headers" } },
      },
    ],
  },
  {
    name: "mcp-forbidden-headers",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", headers: { Host: "x" } }] },
        expect: { status: 400, error: { param: "tools[0].headers" } },
      },
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", headers: { "mcp-session-id": "x" } }] },
        expect: { status: 400, error: { param: "tools[0].headers" } },
      },
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", headers: { Cookie: "x" } }] },
        expect: { status: 400, error: { param: "tools[0].headers" } },
      },
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", headers: { "x-a": "b\r\nx-c: d" } }] },
        expect: { status: 400, error: { param: "tools[0].headers" } },
      },
    ],
  },
  {
    name: "mcp-connector-refused",
    settings: OPEN,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ type: "mcp", server_label: "g", connector_id: "connector_gmail", authorization: "ya29" }] },
        expect: {
          status: 400,
          error: { code: "unsupported_parameter", param: "tools[0].connector_id", mentions: ["Connectors", "server_url"] },
          nowhere: ["ya29"],
        },
      },
    ],
  },
  {
    name: "mcp-server-down",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, list: { refused: true } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO, GET_ORDER], stream: true },
        provider: [{ text: DONE, sees: { tools: ["get_order"], mentions: ["demo"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "mcp_list_tools", tools: [], error: "*" }, { type: "message" }],
          events: [
            "response.mcp_list_tools.in_progress",
            "response.mcp_list_tools.failed",
            "response.output_item.done",
            "response.completed",
          ],
        },
      },
    ],
  },
  {
    name: "mcp-server-down-and-demanded",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, list: { refused: true } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO, GET_ORDER], tool_choice: { type: "mcp", server_label: "demo" } },
        expect: { status: 424, error: { code: "mcp_server_unavailable", param: "tools[0]" }, calls: { provider: 0 } },
      },
    ],
  },
  {
    name: "mcp-wants-a-login",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, list: { status: 401 } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO, GET_ORDER] },
        provider: [SAYS_DONE],
        expect: {
          status: 200,
          items: [{ type: "mcp_list_tools", tools: [], error: "*401*" }, { type: "message" }],
          calls: { "mcp.demo./.well-known": 0 },
        },
      },
    ],
  },
  {
    name: "mcp-many-tools",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, tools: MANY_TOOLS } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        expect: { status: 400, error: { param: "tools", mentions: ["allowed_tools", "128"] } },
      },
    ],
  },
  {
    name: "mcp-two-of-one-label",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      { api: "responses", body: { input: "Hi", tools: [DEMO, DEMO] }, expect: { status: 400, error: { param: "tools[1].server_label" } } },
    ],
  },
];
