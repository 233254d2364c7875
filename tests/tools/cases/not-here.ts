import type { ToolCase } from "./case";
import { GET_ORDER, SAYS_DONE } from "./pieces";

/** Tools that can't be had here, and a word of what to do instead. */
const TYPES: [type: string, more: object, advice: string][] = [
  ["computer", {}, "Offer functions"],
  ["computer_use_preview", { display_width: 1, display_height: 1, environment: "linux" }, "computer"],
  ["image_generation", {}, "Pictures are not generated"],
  ["local_shell", {}, "offer a function"],
  ["shell", {}, "offer a function"],
  ["apply_patch", {}, "offer a function"],
  ["custom", { name: "sql" }, "Offer a function"],
  ["tool_search", {}, "leave 'tool_search' out"],
];

/** Alone they are refused in words that say what to do; beside functions they are left out, and the answer says so. */
export const NOT_HERE: ToolCase[] = TYPES.map(([type, more, advice]) => ({
  name: `${type} is not here`,
  steps: [
    {
      api: "responses",
      body: { input: "x", tools: [{ type, ...more }] },
      expect: { status: 400, error: { code: "unsupported_parameter", param: "tools[0].type", mentions: [advice] }, calls: { provider: 0 } },
    },
    {
      api: "responses",
      body: { input: "x", tools: [GET_ORDER, { type, ...more }] },
      provider: [{ ...SAYS_DONE, sees: { tools: ["get_order"] } }],
      expect: { status: 200, headers: { "x-vitrine-tools-left-out": type } },
    },
  ],
}));
