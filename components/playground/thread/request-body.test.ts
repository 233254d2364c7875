import { describe, expect, test } from "vitest";
import { type AnswerSettings, NO_HOSTED, type ThreadEntry } from "@/lib/conversations/schema";
import { WEATHER_TOOL } from "../examples";
import { parseTools, requestBody } from "./request-body";

const settings: AnswerSettings = {
  model: "c1/vitrine/offline/v-20261122",
  system: null,
  temperature: null,
  topP: null,
  maxTokens: null,
  tools: null,
  hosted: NO_HOSTED,
};

describe("requestBody", () => {
  test("sends nothing for a blank setting, and each given one by its name in the API", () => {
    expect(requestBody([user("hi")], settings)).toEqual({
      model: settings.model,
      messages: [{ role: "user", content: "hi" }],
      stream: true,
      stream_options: { include_usage: true },
    });
    const given = requestBody([user("hi")], {
      ...settings,
      system: "Be brief.",
      temperature: 0,
      topP: 0.5,
      maxTokens: 9,
      tools: WEATHER_TOOL,
    });
    expect(given).toMatchObject({
      temperature: 0,
      top_p: 0.5,
      max_tokens: 9,
      messages: [{ role: "system", content: "Be brief." }, { role: "user" }],
    });
    expect(given.tools).toMatchObject([{ type: "function", function: { name: "get_weather" } }]);
  });

  test("a call stands in the assistant's message, its result after it", () => {
    const entries = [user("weather?"), assistant("Let me look."), call("call_1"), result("call_1"), assistant("Sunny."), user("thanks")];
    expect(requestBody(entries, settings).messages).toEqual([
      { role: "user", content: "weather?" },
      {
        role: "assistant",
        content: "Let me look.",
        tool_calls: [{ id: "call_1", type: "function", function: { name: "get_weather", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "call_1", content: "21" },
      { role: "assistant", content: "Sunny." },
      { role: "user", content: "thanks" },
    ]);
  });

  test("a call nobody answered and an answer that holds nothing are left out", () => {
    expect(requestBody([user("a"), call("call_1"), user("b"), assistant(""), user("c")], settings).messages).toEqual(
      ["a", "b", "c"].map((content) => ({ role: "user", content })),
    );
  });
});

describe("parseTools", () => {
  test("takes a list of tools, one tool, and bare functions", () => {
    const tool = { type: "function", function: { name: "f" } };
    expect(parseTools(JSON.stringify([tool]))).toEqual([tool]);
    expect(parseTools(JSON.stringify(tool))).toEqual([tool]);
    expect(parseTools(JSON.stringify([{ name: "f" }]))).toEqual([tool]);
    expect(parseTools("  ")).toEqual([]);
  });

  test.each(["{", "1", "[null]", '[{"type":"function"}]', '[{"function":{"name":""}}]'])(
    "says why %s is none, and such tools are not sent",
    (text) => {
      expect(parseTools(text)).toEqual(expect.any(String));
      expect(requestBody([user("hi")], { ...settings, tools: text })).not.toHaveProperty("tools");
    },
  );
});

function user(text: string): ThreadEntry {
  return { details: null, item: { type: "message", id: "m", role: "user", status: "completed", content: [{ type: "input_text", text }] } };
}

function assistant(text: string): ThreadEntry {
  const content = [{ type: "output_text" as const, text, annotations: [], logprobs: [] }];
  return { details: null, item: { type: "message", id: "m", role: "assistant", status: "completed", content } };
}

function call(callId: string): ThreadEntry {
  return {
    details: null,
    item: { type: "function_call", id: "f", call_id: callId, name: "get_weather", arguments: "{}", status: "completed" },
  };
}

function result(callId: string): ThreadEntry {
  return { details: null, item: { type: "function_call_output", id: "o", call_id: callId, output: "21", status: "completed" } };
}
