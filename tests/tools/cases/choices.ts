import type { ToolCase } from "./case";
import { DEMO, DONE, FOUND, GET_ORDER, OPEN, SAYS_DONE, SEARCH, SERVER, WITH_SEARCH } from "./pieces";

export const CHOICES: ToolCase[] = [
  {
    name: "rounds-end",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Loop", tools: [SEARCH] },
        provider: [
          { calls: [["web_search", { queries: ["q0"] }]] },
          { calls: [["web_search", { queries: ["q1"] }]] },
          { calls: [["web_search", { queries: ["q2"] }]] },
          { calls: [["web_search", { queries: ["q3"] }]] },
          { calls: [["web_search", { queries: ["q4"] }]] },
          { calls: [["web_search", { queries: ["q5"] }]] },
          { calls: [["web_search", { queries: ["q6"] }]] },
          {
            text: 'root = Card([a])\na = TextContent("Nothing more was found.")',
            sees: { choice: "none", tools: ["web_search", "open_page", "find_in_page"] },
          },
        ],
        expect: { status: 200, end: "completed", text: "Nothing more was found.", calls: { provider: 8, search: 7 } },
      },
    ],
  },
  {
    name: "max-tool-calls",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Loop", max_tool_calls: 2, tools: [SEARCH, GET_ORDER] },
        provider: [
          {
            calls: [
              ["web_search", { queries: ["a"] }],
              ["web_search", { queries: ["b"] }],
              ["web_search", { queries: ["c"] }],
            ],
          },
          { text: DONE, sees: { choice: "none", outputs: ["Solar", "Solar", "limit"] } },
        ],
        expect: {
          status: 200,
          items: [{ type: "web_search_call" }, { type: "web_search_call" }, { type: "message" }],
          max_tool_calls: 2,
          calls: { search: 2 },
        },
      },
    ],
  },
  {
    name: "required-only-for-the-first-round",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tool_choice: "required", tools: [SEARCH] },
        provider: [
          { calls: [["web_search", { queries: ["a"] }]], sees: { choice: "required" } },
          { text: DONE, sees: { choice: "auto" } },
        ],
        expect: { status: 200, end: "completed", tool_choice: "required" },
      },
    ],
  },
  {
    name: "tool-choice-names-a-hosted-tool",
    settings: OPEN,
    servers: { mcp: { demo: SERVER }, search: FOUND },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tool_choice: { type: "web_search" }, tools: [SEARCH, GET_ORDER] },
        provider: [{ calls: [["web_search", { queries: ["a"] }]], sees: { choice: "required", callable: ["web_search"] } }, SAYS_DONE],
        expect: { status: 200, tool_choice: { type: "web_search" } },
      },
      {
        api: "responses",
        body: { input: "Hi", tool_choice: { type: "mcp", server_label: "demo", name: "echo" }, tools: [DEMO, GET_ORDER] },
        provider: [{ calls: [["mcp__demo__echo", { message: "a" }]], sees: { choice: { name: "mcp__demo__echo" } } }, SAYS_DONE],
        expect: { status: 200 },
      },
      {
        api: "responses",
        body: { input: "Hi", tool_choice: { type: "file_search" }, tools: [GET_ORDER] },
        expect: { status: 400, error: { param: "tool_choice" } },
      },
    ],
  },
  {
    name: "allowed-tools",
    settings: OPEN,
    servers: { mcp: { demo: SERVER }, search: FOUND },
    steps: [
      {
        api: "responses",
        body: {
          input: "Hi",
          tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "mcp", server_label: "demo" }] },
          tools: [DEMO, SEARCH],
        },
        provider: [
          {
            calls: [["web_search", { queries: ["a"] }]],
            sees: { tools: ["mcp__demo__echo", "mcp__demo__delete_row", "web_search", "open_page", "find_in_page"] },
          },
          { text: DONE, sees: { outputs: ["no such tool"] } },
        ],
        expect: { status: 200, calls: { search: 0 } },
      },
    ],
  },
  {
    name: "output-limit-over-rounds",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", max_output_tokens: 100, tools: [SEARCH] },
        provider: [
          { calls: [["web_search", { queries: ["a"] }]], usage: [10, 70] },
          { text: "root = Card([a])", cutBy: "length", usage: [50, 30], sees: { maxOutputTokens: 30 } },
        ],
        expect: { status: 200, end: "incomplete", incomplete_details: { reason: "max_output_tokens" }, usage: { output_tokens: 100 } },
      },
    ],
  },
];
