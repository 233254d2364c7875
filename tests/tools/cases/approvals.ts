import type { ToolCase } from "./case";
import { ASKING, ASKS_FIRST, DEMO, DONE, OPEN, WITH_DEMO } from "./pieces";

export const APPROVALS: ToolCase[] = [
  {
    name: "approval-given",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      ASKS_FIRST,
      {
        api: "responses",
        body: {
          previous_response_id: "$1.id",
          input: [{ type: "mcp_approval_response", approval_request_id: "$1.output[1].id", approve: true }],
          tools: [ASKING],
        },
        provider: [{ text: DONE, sees: { outputs: ["row 7 is gone"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [
            {
              type: "mcp_call",
              name: "delete_row",
              arguments: '{"id":"7"}',
              output: "row 7 is gone",
              approval_request_id: "$1.output[1].id",
            },
            { type: "message" },
          ],
          calls: { "mcp.demo.tools/call": 1 },
        },
      },
    ],
  },
  {
    name: "approval-is-the-default",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Take row 7 out", tools: [{ type: "mcp", server_label: "demo", server_url: "https://mcp.test/mcp" }] },
        provider: [{ calls: [["mcp__demo__delete_row", { id: "7" }]] }],
        expect: { status: 200, items: [{ type: "mcp_list_tools" }, { type: "mcp_approval_request" }], calls: { "mcp.demo.tools/call": 0 } },
      },
    ],
  },
  {
    name: "approval-in-a-conversation",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      { api: "conversations", expect: { status: 200 } },
      {
        api: "responses",
        body: { input: "Take row 7 out", tools: [ASKING], conversation: "$1.id" },
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
      },
      {
        api: "responses",
        body: {
          conversation: "$1.id",
          input: [{ type: "mcp_approval_response", approval_request_id: "$2.output[1].id", approve: true }],
          tools: [ASKING],
        },
        provider: [{ text: DONE, sees: { outputs: ["row 7 is gone"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "mcp_call", approval_request_id: "$2.output[1].id" }, { type: "message" }],
          calls: { "mcp.demo.tools/call": 1 },
        },
      },
      {
        api: "GET conversations/$1.id/items?order=asc",
        expect: {
          status: 200,
          data: ["message", "mcp_list_tools", "mcp_approval_request", "mcp_approval_response", "mcp_call", "message"],
        },
      },
    ],
  },
  {
    name: "approval-without-storage",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Take row 7 out", tools: [ASKING], store: false },
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
      },
      {
        api: "responses",
        body: {
          store: false,
          input: [
            { role: "user", content: "Take row 7 out" },
            "$1.output[0]",
            "$1.output[1]",
            { type: "mcp_approval_response", approval_request_id: "$1.output[1].id", approve: true },
          ],
          tools: [ASKING],
        },
        provider: [{ text: DONE, sees: { outputs: ["row 7 is gone"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [
            {
              type: "mcp_call",
              name: "delete_row",
              arguments: '{"id":"7"}',
              output: "row 7 is gone",
              approval_request_id: "$1.output[1].id",
            },
            { type: "message" },
          ],
          calls: { "mcp.demo.tools/call": 1 },
        },
      },
      {
        api: "responses",
        body: {
          store: false,
          input: [
            { role: "user", content: "Take row 7 out" },
            "$1.output[0]",
            { type: "mcp_approval_request", id: "$1.output[1].id", server_label: "demo", name: "delete_row", arguments: '{"id":"8"}' },
            { type: "mcp_approval_response", approval_request_id: "$1.output[1].id", approve: true },
          ],
          tools: [ASKING],
        },
        expect: { status: 400, error: { param: "input", mentions: ["No approval request"] }, calls: { "mcp.demo.tools/call": 1 } },
      },
    ],
  },
  {
    name: "approval-denied",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      ASKS_FIRST,
      {
        api: "responses",
        body: {
          previous_response_id: "$1.id",
          input: [{ type: "mcp_approval_response", approval_request_id: "$1.output[1].id", approve: false, reason: "Keep that row" }],
          tools: [ASKING],
        },
        provider: [
          {
            text: 'root = Card([a])\na = TextContent("The row stays.")',
            sees: { outputs: ["did not approve"], mentions: ["Keep that row"] },
          },
        ],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "message" }],
          text: "The row stays.",
          calls: { "mcp.demo.tools/call": 0 },
        },
      },
    ],
  },
  {
    name: "approval-by-tool",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Both", tools: [{ ...DEMO, require_approval: { never: { tool_names: ["echo"] } } }] },
        provider: [
          {
            calls: [
              ["mcp__demo__echo", { message: "hi" }],
              ["mcp__demo__delete_row", { id: "7" }],
            ],
          },
        ],
        expect: {
          status: 200,
          end: "completed",
          items: [
            { type: "mcp_list_tools" },
            { type: "mcp_call", name: "echo", output: "hello from far away" },
            { type: "mcp_approval_request", name: "delete_row" },
          ],
        },
      },
      {
        api: "responses",
        body: {
          previous_response_id: "$1.id",
          input: [{ type: "mcp_approval_response", approval_request_id: "$1.output[2].id", approve: true }],
          tools: [ASKING],
        },
        provider: [{ text: DONE, sees: { outputs: ["hello from far away", "row 7 is gone"] } }],
        expect: {
          status: 200,
          items: [{ type: "mcp_call", name: "delete_row" }, { type: "message" }],
          calls: { "mcp.demo.tools/call": 2 },
        },
      },
    ],
  },
  {
    name: "approval-with-a-reference-beside-it",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      ASKS_FIRST,
      {
        api: "responses",
        body: {
          previous_response_id: "$1.id",
          input: [
            { type: "item_reference", id: "$1.output[1].id" },
            { type: "mcp_approval_response", approval_request_id: "$1.output[1].id", approve: true },
          ],
          tools: [ASKING],
        },
        provider: [{ text: DONE, sees: { outputs: ["row 7 is gone"] } }],
        expect: {
          status: 200,
          end: "completed",
          items: [
            {
              type: "mcp_call",
              name: "delete_row",
              arguments: '{"id":"7"}',
              output: "row 7 is gone",
              approval_request_id: "$1.output[1].id",
            },
            { type: "message" },
          ],
          calls: { "mcp.demo.tools/call": 1 },
        },
      },
    ],
  },
];
