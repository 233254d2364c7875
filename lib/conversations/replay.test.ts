import { describe, expect, test } from "vitest";
import { toReplay } from "./replay";

const outcome = { requestId: "req_1", model: "m", state: "done" } as const;
const TOOL = { name: "weather", parameters: { type: "object" } };

/** The items as one would write them down. */
function told(request: unknown, answer: string | null = "Fine.") {
  return toReplay({ request, answer, outcome })?.map(({ item }) => {
    if (item.type === "function_call") return `${item.name}(${item.arguments})`;
    if (item.type === "function_call_output") return `= ${item.output}`;
    return `${item.role}: ${item.content.map((part) => ("text" in part ? part.text : "")).join("")}`;
  });
}

describe("a request becomes a thread", () => {
  const dialogue = ["user: Hi", "assistant: Hello", "user: Weather?", 'weather({"city":"Rome"})', "= 31", "assistant: Fine."];

  test("of a chat: its turns, calls and results, and its answer", () => {
    const messages = [
      { role: "system", content: "Be short" },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      {
        role: "user",
        content: [
          { type: "text", text: "Weather?" },
          { type: "image_url", image_url: { url: "data:…" } },
        ],
      },
      { role: "assistant", content: null, tool_calls: [{ id: "call_1", function: { name: "weather", arguments: '{"city":"Rome"}' } }] },
      { role: "tool", tool_call_id: "call_1", content: "31" },
    ];
    const request = { model: "m", messages, temperature: 0.5, max_tokens: 9, tools: [{ type: "function", function: TOOL }] };
    expect(told(request)).toEqual(dialogue);
    const last = toReplay({ request, answer: "Fine.", outcome })?.at(-1);
    expect(last?.details).toMatchObject({
      requestId: "req_1",
      settings: { model: "m", system: "Be short", temperature: 0.5, maxTokens: 9 },
    });
    expect(JSON.parse(last?.details?.settings.tools ?? "")).toEqual([{ type: "function", function: TOOL }]);
  });

  test("of a response: words alone, or items", () => {
    expect(told({ model: "m", input: "Hi" })).toEqual(["user: Hi", "assistant: Fine."]);
    const input = [
      { role: "user", content: "Hi" },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Hello" }] },
      { role: "user", content: [{ type: "input_text", text: "Weather?" }] },
      { type: "function_call", call_id: "call_1", name: "weather", arguments: '{"city":"Rome"}' },
      { type: "function_call_output", call_id: "call_1", output: "31" },
    ];
    const request = { model: "m", instructions: "Be short", input, max_output_tokens: 9, tools: [{ type: "function", ...TOOL }] };
    expect(told(request)).toEqual(dialogue);
    const settings = toReplay({ request, answer: null, outcome })?.at(-1)?.details?.settings;
    expect(settings).toMatchObject({ system: "Be short", maxTokens: 9 });
    expect(JSON.parse(settings?.tools ?? "")).toEqual([TOOL]);
  });

  test("also when parameters were refused, turns are broken, or there are too many", () => {
    expect(
      told({ model: "m", temperature: 9, messages: ["… 3 earlier", { role: "user", content: "Hi" }, { role: "tool", content: "x" }] }),
    ).toEqual(["user: Hi", "assistant: Fine."]);
    const long = Array.from({ length: 500 }, (_, index) => ({ role: "user", content: `${index}` }));
    expect(told({ model: "m", messages: long })?.slice(-2)).toEqual(["user: 499", "assistant: Fine."]);
    expect(told({ model: "m", messages: long })).toHaveLength(64);
  });

  test.each([null, 7, {}, { input: [] }, { messages: [{ role: "user" }] }, { input: [{ role: "assistant", content: "x" }] }])(
    "but not where nobody asked anything: %j",
    (request) => {
      expect(told(request)).toBeUndefined();
    },
  );
});
