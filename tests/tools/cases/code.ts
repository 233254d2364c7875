import { canIsolate } from "@/lib/tools/code-interpreter/sandbox";
import type { Settings, Step, ToolCase } from "./case";
import { SAYS_DONE } from "./pieces";

/** Where code can't be kept from the network, these run it all the same. */
const ON: Settings = {
  CODE_INTERPRETER: "pyodide",
  CODE_INTERPRETER_UNSAFE: !(await canIsolate()),
  CODE_INTERPRETER_SECONDS: 30,
};
const PYTHON = { type: "code_interpreter", container: { type: "auto" } };
const OUTPUTS = ["code_interpreter_call.outputs"];

const runs = (code: string, sees: string, expect: Step["expect"]): Step => ({
  api: "responses",
  body: { input: "Work it out", tools: [PYTHON], include: OUTPUTS },
  provider: [{ calls: [["code_interpreter", { code }]] }, { ...SAYS_DONE, sees: { outputs: [sees] } }],
  expect: { status: 200, end: "completed", ...expect },
});

export const CODE: ToolCase[] = [
  {
    name: "code-runs-and-goes-on",
    settings: ON,
    steps: [
      {
        api: "responses",
        body: { input: "Mean of 1 to 9", tools: [PYTHON], include: OUTPUTS, stream: true },
        provider: [
          {
            calls: [["code_interpreter", { code: "import statistics\nrows = range(1, 10)\nprint(statistics.mean(rows))" }]],
            sees: { tools: ["code_interpreter"] },
          },
          { ...SAYS_DONE, sees: { outputs: ["5"] } },
        ],
        expect: {
          status: 200,
          items: [
            {
              type: "code_interpreter_call",
              status: "completed",
              container_id: "cntr_*",
              code: "*statistics*",
              outputs: [{ type: "logs", logs: "5\n" }],
            },
            { type: "message" },
          ],
          events: [
            "response.code_interpreter_call.in_progress",
            "response.code_interpreter_call_code.delta",
            "response.code_interpreter_call_code.done",
            "response.code_interpreter_call.interpreting",
            "response.code_interpreter_call.completed",
          ],
        },
      },
      {
        api: "responses",
        body: { previous_response_id: "$1.id", input: "And how many?", tools: [PYTHON], include: OUTPUTS },
        provider: [{ calls: [["code_interpreter", { code: "len(rows)" }]] }, { ...SAYS_DONE, sees: { outputs: ["5", "9"] } }],
        expect: {
          status: 200,
          items: [
            { type: "code_interpreter_call", container_id: "$1.output[0].container_id", outputs: [{ type: "logs", logs: "9\n" }] },
            { type: "message" },
          ],
        },
      },
    ],
  },
  {
    name: "code-outputs-are-asked-for",
    settings: ON,
    steps: [
      {
        api: "responses",
        body: { input: "1 + 1", tools: [PYTHON] },
        provider: [{ calls: [["code_interpreter", { code: "1 + 1" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "code_interpreter_call", outputs: null }, { type: "message" }] },
      },
    ],
  },
  {
    name: "code-that-raises",
    settings: ON,
    steps: [
      runs("{}['x']", "KeyError: 'x'", {
        items: [{ type: "code_interpreter_call", status: "failed", outputs: [{ type: "logs", logs: "*KeyError*" }] }, { type: "message" }],
      }),
    ],
  },
  {
    name: "code-that-never-ends",
    settings: { ...ON, CODE_INTERPRETER_SECONDS: 2 },
    steps: [runs("while True: pass", "stopped", { items: [{ type: "code_interpreter_call", status: "failed" }, { type: "message" }] })],
  },
  {
    name: "code-is-off-by-default",
    steps: [
      {
        api: "responses",
        body: { input: "x", tools: [PYTHON] },
        expect: { status: 400, error: { code: "tool_not_configured", param: "tools[0]", mentions: ["CODE_INTERPRETER"] } },
      },
    ],
  },
  {
    name: "code-in-a-container-that-is-gone",
    settings: ON,
    steps: [
      {
        api: "responses",
        body: { input: "x", tools: [{ ...PYTHON, container: "cntr_00000000AAAAAAAAAAAAAAAA" }] },
        expect: { status: 404, error: { code: "container_not_found", param: "tools[0].container" } },
      },
    ],
  },
];
