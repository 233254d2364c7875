import { describe, expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import { ask, userSays, WEATHER, weatherRoundTrip } from "@/tests/upstream/ask";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";
import { anthropicUpstream } from "./provider";

const signal = new AbortController().signal;
const at = (url: string) => anthropicUpstream({ name: "Anthropic", setting: "ANTHROPIC_API_KEY", url, headers: { "x-api-key": "k" } });
const event = (type: string, rest: object = {}) => [type, { type, ...rest }];
const START = event("message_start", {
  message: { usage: { input_tokens: 10, cache_read_input_tokens: 5, cache_creation_input_tokens: 2, output_tokens: 1 } },
});
const block = (index: number, content_block: object) => event("content_block_start", { index, content_block });
const delta = (index: number, rest: object) => event("content_block_delta", { index, delta: rest });
const STOP = event("message_stop");
const finish = (stop_reason: string) => event("message_delta", { delta: { stop_reason }, usage: { output_tokens: 25 } });

describe("what Anthropic's format says", () => {
  test.each([1, 13, 4_096])("thinking, text, calls and usage survive at %i bytes a read", async (bytesPerWrite) => {
    const provider = await startProvider((_, response) =>
      sendEvents(
        response,
        [
          START,
          event("ping"),
          block(0, { type: "thinking", thinking: "" }),
          delta(0, { type: "thinking_delta", thinking: "Let me see." }),
          delta(0, { type: "signature_delta", signature: "c2ln" }),
          event("content_block_stop", { index: 0 }),
          block(1, { type: "text", text: "" }),
          delta(1, { type: "text_delta", text: "Grüße" }),
          event("content_block_stop", { index: 1 }),
          block(2, { type: "tool_use", id: "toolu_1", name: "get_weather", input: {} }),
          delta(2, { type: "input_json_delta", partial_json: '{"city":' }),
          delta(2, { type: "input_json_delta", partial_json: '"Paris"}' }),
          event("content_block_stop", { index: 2 }),
          finish("tool_use"),
          STOP,
        ],
        { bytesPerWrite },
      ),
    );
    const result = await collect(at(provider.url).stream(ask({ tools: [WEATHER] }), signal));
    expect(result.items).toMatchObject([
      { type: "reasoning", summary: [{ text: "Let me see." }], status: "completed" },
      { type: "message", content: [{ text: "Grüße" }] },
      { type: "function_call", call_id: "toolu_1", arguments: '{"city":"Paris"}', status: "completed" },
    ]);
    expect(result.finishReason).toBe("tool-calls");
    expect(result.usage).toEqual({ inputTokens: 17, cachedTokens: 5, cacheWriteTokens: 2, outputTokens: 25, reasoningTokens: 0 });
  });

  test.each([
    ["end_turn", "stop"],
    ["max_tokens", "length"],
    ["refusal", "content-filter"],
    ["stop_sequence", "stop"],
  ])("stop reason %s is %s", async (stopReason, expected) => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [START, block(0, { type: "text", text: "Hi" }), finish(stopReason), STOP]),
    );
    expect(await collect(at(provider.url).stream(ask(), signal))).toMatchObject({ finishReason: expected });
  });

  test("with a JSON Schema the answer is the forced tool's arguments, as text", async () => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [
        START,
        block(0, { type: "tool_use", id: "t", name: "answer_as_json" }),
        delta(0, { type: "input_json_delta", partial_json: '{"ok":true}' }),
        finish("tool_use"),
        STOP,
      ]),
    );
    const outputFormat = { type: "json_schema", name: "answer", description: null, schema: { type: "object" }, strict: true } as const;
    const result = await collect(at(provider.url).stream(ask({ model: "claude-sonnet-4-20250514", outputFormat }), signal));
    expect(result).toMatchObject({ finishReason: "stop", items: [{ type: "message", content: [{ text: '{"ok":true}' }] }] });
    expect(provider.requests[0]?.body).toMatchObject({
      tool_choice: { type: "tool", name: "answer_as_json" },
      tools: [{ input_schema: { type: "object" } }],
    });
  });
});

describe("what Anthropic's format is asked", () => {
  test("system texts together, turns alternating, calls and results as blocks", async () => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [START, block(0, { type: "text", text: "ok" }), finish("end_turn"), STOP]),
    );
    const developer = {
      type: "message",
      id: "m",
      role: "developer",
      status: "completed",
      content: [{ type: "input_text", text: "Use Celsius." }],
    } as const;
    const input = [{ ...developer, content: [...developer.content] }, userSays("Weather?"), userSays("In Paris."), ...weatherRoundTrip()];
    await collect(
      at(provider.url).stream(
        ask({
          model: "claude-sonnet-4-20250514",
          instructions: "Be brief.",
          input,
          tools: [WEATHER],
          parallelToolCalls: false,
          stop: ["END"],
          temperature: 0.3,
        }),
        signal,
      ),
    );
    expect(provider.requests[0]?.body).toEqual({
      model: "claude-sonnet-4-20250514",
      max_tokens: 64_000,
      stream: true,
      system: [{ type: "text", text: "Be brief.\n\nUse Celsius." }],
      temperature: 0.3,
      stop_sequences: ["END"],
      tools: [{ name: "get_weather", description: "Current weather of a city", input_schema: WEATHER.parameters }],
      tool_choice: { type: "auto", disable_parallel_tool_use: true },
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "Weather?" },
            { type: "text", text: "In Paris." },
          ],
        },
        { role: "assistant", content: [{ type: "tool_use", id: "call_1", name: "get_weather", input: { city: "Paris" } }] },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "call_1", content: '{"celsius":21}', cache_control: { type: "ephemeral" } }],
        },
      ],
    });
  });
});

describe("how Anthropic's format fails", () => {
  test.each([
    [
      "overloaded in the stream",
      [START, event("error", { error: { type: "overloaded_error", message: "Overloaded" } })],
      "upstream_overloaded",
    ],
    ["an end without message_stop", [START, block(0, { type: "text", text: "Half" })], "upstream_failed"],
    ["garbage", ["{"], "upstream_failed"],
  ])("%s", async (_, events, code) => {
    const provider = await startProvider((__, response) => sendEvents(response, events));
    await expect(collect(at(provider.url).stream(ask(), signal))).rejects.toMatchObject({ code });
  });
});
