import type { ToolCase } from "./case";
import { DEMO, DONE, ECHO, FOUND, OPEN, SAYS_DONE, SEARCH, SERVER } from "./pieces";

export const MCP_RESULTS: ToolCase[] = [
  {
    name: "mcp-long-text-is-cut-and-says-so",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, answers: { echo: { bytes: 500000 } } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, { text: DONE, sees: { outputs: ["cut"], outputBytesMax: 66000 } }],
        expect: { status: 200, items: [{ type: "mcp_list_tools" }, { type: "mcp_call", status: "completed" }, { type: "message" }] },
      },
    ],
  },
  {
    name: "mcp-schema-that-is-none",
    settings: OPEN,
    servers: {
      mcp: {
        demo: {
          ...SERVER,
          tools: [
            { name: "odd", description: "o", inputSchema: { type: "object", properties: { a: { type: "string", pattern: "(" } } } },
            { name: "worse", description: "w", inputSchema: { $ref: "https://evil.test/schema.json" } },
          ],
        },
      },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [
          {
            text: DONE,
            sees: {
              tools: ["mcp__demo__odd", "mcp__demo__worse"],
              schemas: { mcp__demo__odd: { type: "object" }, mcp__demo__worse: { type: "object" } },
            },
          },
        ],
        expect: { status: 200, items: [{ type: "mcp_list_tools" }, { type: "message" }] },
      },
    ],
  },
  {
    name: "mcp-null-or-absent",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, tools: [{ name: "bare", inputSchema: { type: "object" } }] } } },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [SAYS_DONE],
        expect: {
          status: 200,
          items: [
            { type: "mcp_list_tools", absent: ["error"], tools: [{ name: "bare", absent: ["description", "annotations"] }] },
            { type: "message" },
          ],
        },
      },
    ],
  },
  {
    name: "mcp-pictures-and-links",
    settings: OPEN,
    servers: {
      mcp: {
        demo: {
          ...SERVER,
          answers: {
            echo: {
              content: [
                { type: "text", text: "This is the picture" },
                { type: "image", mimeType: "image/png", data: "iVBORw0KGgo=" },
                { type: "resource_link", name: "Doc", uri: "https://10.0.0.1/x" },
              ],
            },
          },
        },
      },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Hi", tools: [DEMO] },
        provider: [
          { calls: [["mcp__demo__echo", { message: "x" }]] },
          { text: DONE, sees: { outputs: ["This is the picture"], media: ["image/png"], not: ["resource body"] } },
        ],
        expect: {
          status: 200,
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", output: "*image/png*" }, { type: "message" }],
          calls: { "mcp.demo.resources/read": 0 },
        },
      },
    ],
  },
  {
    name: "mcp-names-clash",
    settings: OPEN,
    servers: {
      mcp: {
        "a b": { ...SERVER, tools: [ECHO], answers: {} },
        "a-b": { ...SERVER, url: "https://other.test/mcp", tools: [ECHO], answers: {} },
      },
      search: FOUND,
    },
    steps: [
      {
        api: "responses",
        body: {
          input: "Hi",
          tools: [
            { type: "mcp", server_label: "a b", server_url: "https://mcp.test/mcp", require_approval: "never" },
            { type: "mcp", server_label: "a-b", server_url: "https://other.test/mcp", require_approval: "never" },
            { type: "function", name: "mcp__a_b__echo", parameters: { type: "object" } },
            { type: "function", name: "web_search", parameters: { type: "object" } },
            SEARCH,
          ],
        },
        provider: [
          {
            calls: [["web_search", {}]],
            sees: { tools: ["mcp__a_b__echo", "web_search", "*", "*", "*", "*", "*"], distinct: true, pattern: "^[A-Za-z0-9_-]{1,64}$" },
          },
        ],
        expect: {
          status: 200,
          end: "completed",
          items: [
            { type: "mcp_list_tools", server_label: "a b" },
            { type: "mcp_list_tools", server_label: "a-b" },
            { type: "function_call", name: "web_search" },
          ],
          calls: { search: 0 },
        },
      },
    ],
  },
];
