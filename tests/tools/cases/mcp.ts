import type { ToolCase } from "./case";
import { DEMO, DONE, OPEN, SAYS_DONE, SERVER, WITH_DEMO } from "./pieces";

export const MCP: ToolCase[] = [
  {
    name: "mcp-plain",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Greet them", tools: [DEMO], stream: true },
        provider: [
          {
            calls: [["mcp__demo__echo", { message: "hi" }]],
            usage: [100, 20],
            sees: { tools: ["mcp__demo__echo", "mcp__demo__delete_row"], choice: "auto" },
          },
          { text: DONE, usage: [150, 30], sees: { tools: ["mcp__demo__echo", "mcp__demo__delete_row"], outputs: ["hello from far away"] } },
        ],
        expect: {
          status: 200,
          end: "completed",
          items: [
            { type: "mcp_list_tools", server_label: "demo", tools: [{ name: "echo" }, { name: "delete_row" }] },
            {
              type: "mcp_call",
              server_label: "demo",
              name: "echo",
              arguments: '{"message":"hi"}',
              output: "hello from far away",
              status: "completed",
              error: null,
              approval_request_id: null,
            },
            { type: "message" },
          ],
          events: [
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.mcp_list_tools.in_progress",
            "response.mcp_list_tools.completed",
            "response.output_item.done",
            "response.output_item.added",
            "response.mcp_call.in_progress",
            "response.mcp_call_arguments.done",
            "response.mcp_call.completed",
            "response.output_item.done",
            "response.output_item.added",
            "response.output_text.done",
            "response.output_item.done",
            "response.completed",
          ],
          text: "Done.",
          usage: { input_tokens: 250, output_tokens: 50, total_tokens: 300 },
          calls: { "mcp.demo.tools/list": 1, "mcp.demo.tools/call": 1 },
          sequence: "gapless",
          envelopes: 1,
        },
      },
    ],
  },
  {
    name: "mcp-streamed-equals-whole",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Greet them", tools: [DEMO], stream: false },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", output: "hello from far away" }, { type: "message" }],
        },
      },
      {
        api: "responses",
        body: { input: "Greet them", tools: [DEMO], stream: true },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", output: "hello from far away" }, { type: "message" }],
          sameOutputAs: 1,
        },
      },
    ],
  },
  {
    name: "mcp-new-protocol",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, era: "2026-07-28" } } },
    steps: [
      {
        api: "responses",
        body: { input: "Greet them", tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", output: "hello from far away" }, { type: "message" }],
          negotiated: "2026-07-28",
        },
      },
    ],
  },
  {
    name: "mcp-old-sse",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, url: "https://mcp.test/sse", era: "sse" } } },
    steps: [
      {
        api: "responses",
        body: {
          input: "Greet them",
          tools: [{ type: "mcp", server_label: "demo", server_url: "https://mcp.test/sse", require_approval: "never" }],
        },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", output: "hello from far away" }, { type: "message" }],
        },
      },
    ],
  },
  {
    name: "mcp-secrets-stay-nowhere",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: {
          input: "Hi",
          tools: [{ ...DEMO, require_approval: "never", authorization: "tok-MARK-1", headers: { "x-team": "MARK-2" } }],
          store: true,
          stream: true,
        },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          sentTo: { "mcp.demo": { headers: { authorization: "Bearer tok-MARK-1", "x-team": "MARK-2" } } },
          tools: [{ type: "mcp", server_label: "demo", absent: ["authorization", "headers"] }],
          nowhere: ["MARK-1", "MARK-2"],
        },
      },
    ],
  },
  {
    name: "mcp-allowed-names",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", allowed_tools: ["echo", "not_there"] }] },
        provider: [{ text: DONE, sees: { tools: ["mcp__demo__echo"] } }],
        expect: { status: 200, items: [{ type: "mcp_list_tools", tools: [{ name: "echo" }] }, { type: "message" }] },
      },
    ],
  },
  {
    name: "mcp-allowed-read-only",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", allowed_tools: { read_only: true } }] },
        provider: [{ text: DONE, sees: { tools: ["mcp__demo__echo"] } }],
        expect: { status: 200, items: [{ type: "mcp_list_tools", tools: [{ name: "echo" }] }, { type: "message" }] },
      },
    ],
  },
  {
    name: "mcp-call-of-a-tool-not-allowed",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [{ ...DEMO, require_approval: "never", allowed_tools: ["echo"] }] },
        provider: [{ calls: [["mcp__demo__delete_row", { id: "7" }]] }, { text: DONE, sees: { outputs: ["no such tool"] } }],
        expect: { status: 200, items: [{ type: "mcp_list_tools" }, { type: "message" }], calls: { "mcp.demo.tools/call": 0 } },
      },
    ],
  },
  {
    name: "mcp-list-is-taken-from-the-dialogue",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "One", tools: [DEMO] },
        provider: [SAYS_DONE],
        expect: { status: 200, items: [{ type: "mcp_list_tools" }, { type: "message" }], calls: { "mcp.demo.tools/list": 1 } },
      },
      {
        api: "responses",
        body: { input: "Two", previous_response_id: "$1.id", tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          items: [{ type: "mcp_call" }, { type: "message" }],
          calls: { "mcp.demo.tools/list": 1, "mcp.demo.tools/call": 1 },
        },
      },
    ],
  },
  {
    name: "mcp-list-sent-by-the-client",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: {
          store: false,
          input: [
            { type: "mcp_list_tools", id: "mcpl_abc", server_label: "demo", tools: [{ name: "echo", input_schema: { type: "object" } }] },
            { role: "user", content: "Hi" },
          ],
          tools: [DEMO],
        },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: {
          status: 200,
          items: [{ type: "mcp_call", output: "hello from far away" }, { type: "message" }],
          calls: { "mcp.demo.tools/list": 0 },
        },
      },
    ],
  },
];
