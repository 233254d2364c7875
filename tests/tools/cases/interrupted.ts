import type { ToolCase } from "./case";
import { DEMO, OPEN, SAYS_DONE, SERVER, WITH_DEMO } from "./pieces";

export const INTERRUPTED: ToolCase[] = [
  {
    name: "client-leaves-in-the-middle",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, answers: { echo: { delayMs: 5000 } } } } },
    steps: [
      {
        api: "responses",
        does: { abort: "when called" },
        body: { input: "Hi", stream: true, tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }],
        expect: {
          storedEnd: "cancelled",
          storedItems: [{ type: "mcp_list_tools" }, { type: "mcp_call", status: "incomplete", output: null }],
          mcpSaw: ["notifications/cancelled"],
          calls: { provider: 1 },
        },
      },
    ],
  },
  {
    name: "background-cancelled-in-the-middle",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, answers: { echo: { delayMs: 5000 } } } } },
    steps: [
      {
        api: "responses",
        does: { cancel: "when called" },
        body: { input: "Hi", background: true, tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }],
        expect: {
          status: 200,
          end: "cancelled",
          items: [{ type: "mcp_list_tools" }, { type: "mcp_call", status: "incomplete" }],
          withinMs: 3000,
        },
      },
    ],
  },
  {
    name: "background-stream-resumed",
    settings: OPEN,
    servers: WITH_DEMO,
    steps: [
      {
        api: "responses",
        body: { input: "Hi", background: true, stream: true, tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }, SAYS_DONE],
        expect: { status: 200, resumes: true },
      },
    ],
  },
  {
    name: "key-revoked-in-the-middle",
    settings: OPEN,
    servers: { mcp: { demo: { ...SERVER, answers: { echo: { delayMs: 5000 } } } } },
    steps: [
      {
        api: "responses",
        does: { revoke: "when called" },
        body: { input: "Hi", stream: true, tools: [DEMO] },
        provider: [{ calls: [["mcp__demo__echo", { message: "hi" }]] }],
        expect: { end: "failed", mcpSaw: ["notifications/cancelled"], withinMs: 3000 },
      },
    ],
  },
];
