import type { ToolCase } from "./case";
import { DEMO, DONE, OPEN, SAYS_DONE, SERVER, WITH_DEMO } from "./pieces";

export const MCP_CALLS: ToolCase[] = [
  {
    name: "mcp-call-too-slow",
    settings: { MCP_SERVERS: "https", MCP_CALL_MS: 500 },
    servers: { mcp: { demo: { ...SERVER, answers: { echo: { delayMs: 5000 } } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO], stream: true },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, { text: DONE, sees: { outputs: ["did not answer in time"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [
            { type: "mcp_list_tools" },
            { type: "mcp_call", status: "failed", output: null, error: { type: "mcp_protocol_error", code: "*", message: "*" } },
            { type: "message" },
          ],
          events: ["response.mcp_call.in_progress", "response.mcp_call.failed", "response.output_item.done"],
          mcpSaw: ["notifications/cancelled"],
        },
      },
    ],
  },
  {
    name: "mcp-progress-prolongs",
    settings: { MCP_SERVERS: "https", MCP_CALL_MS: 500 },
    servers: {
      mcp: {
        demo: {
          ...SERVER,
          answers: { echo: { delayMs: 1200, progressEveryMs: 300, content: [{ type: "text", text: "late, and whole" }] } },
        },
      },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "mcp_list_tools" }, { type: "mcp_call", status: "completed" }, { type: "message" }] },
      },
    ],
  },
  {
    name: "mcp-ten-megabytes",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, answers: { echo: { bytes: 10485760 } } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, { text: DONE, sees: { outputs: ["too large"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", status: "failed", error: "*" }, { type: "message" }],
          withinMs: 5000,
        },
      },
    ],
  },
  {
    name: "mcp-tool-says-error",
    settings: OPEN,
    servers: {
      mcp: {
        demo: { ...SERVER, answers: { echo: { isError: true, content: [{ type: "text", text: "Invalid input: expected string" }] } } },
      },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", {}]] }, { text: DONE, sees: { outputs: ["expected string"] } }],
        expect: {
          status: 200,
          items: [
            { type: "mcp_list_tools" },
            {
              type: "mcp_call",
              status: "failed",
              output: null,
              error: { type: "mcp_tool_execution_error", content: [{ type: "text", text: "Invalid input: expected string" }] },
            },
            { type: "message" },
          ],
        },
      },
    ],
  },
  {
    name: "mcp-rpc-and-http-errors",
    settings: OPEN,
    servers: {
      mcp: { demo: { ...SERVER, answers: { echo: { rpcError: { code: -32603, message: "boom" } }, delete_row: { status: 503 } } } },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [
          {
            calls: [
              ["mcp__demo__echo", { message: "1" }],
              ["mcp__demo__delete_row", { id: "2" }],
            ],
          },
          SAYS_DONE,
        ],
        expect: {
          status: 200,
          items: [
            { type: "mcp_list_tools" },
            { type: "mcp_call", name: "echo", error: { type: "mcp_protocol_error", code: -32603, message: "*" } },
            { type: "mcp_call", name: "delete_row", error: { type: "http_error", code: 503, message: "*" } },
            { type: "message" },
          ],
        },
      },
    ],
  },
  {
    name: "mcp-parallel",
    settings: OPEN,
    servers: {
      mcp: {
        demo: {
          ...SERVER,
          answers: {
            echo: { delayMs: 600, content: [{ type: "text", text: "a late word" }] },
            delete_row: { delayMs: 500, content: [{ type: "text", text: "row 7 is gone" }] },
          },
        },
      },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO], stream: true },
        provider: [
          {
            calls: [
              ["mcp__demo__echo", { message: "slow" }],
              ["mcp__demo__delete_row", { id: "7" }],
            ],
          },
          { text: DONE, sees: { outputs: ["a late word", "row 7 is gone"] } },
        ],
        expect: {
          status: 200,
          items: [
            { type: "mcp_list_tools" },
            { type: "mcp_call", name: "echo", output: "a late word" },
            { type: "mcp_call", name: "delete_row" },
            { type: "message" },
          ],
          overlap: ["echo", "delete_row"],
          sequence: "gapless",
        },
      },
    ],
  },
  {
    name: "mcp-not-parallel",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO], parallel_tool_calls: false },
        provider: [
          {
            calls: [
              ["mcp__demo__echo", { message: "1" }],
              ["mcp__demo__echo", { message: "2" }],
            ],
          },
          { text: DONE, sees: { outputs: ["hello from far away"] } },
        ],
        expect: {
          status: 200,
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", arguments: '{"message":"1"}' }, { type: "message" }],
          calls: { "mcp.demo.tools/call": 1 },
        },
      },
    ],
  },
];
