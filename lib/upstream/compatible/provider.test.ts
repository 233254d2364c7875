import { describe, expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import { ask, userSays, WEATHER, weatherRoundTrip } from "@/tests/upstream/ask";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";
import { encode } from "./encode";
import { ANY_SERVER, OPENAI_CHAT } from "./rules";
import { openAiUpstream } from "./provider";

const signal = new AbortController().signal;
const at = (url: string) =>
  openAiUpstream({ name: "OpenAI", setting: "OPENAI_API_KEY", url, headers: { authorization: "Bearer k" } }, ANY_SERVER);
const chunk = (delta: unknown, finish_reason: string | null = null) => ({
  id: "x",
  object: "chat.completion.chunk",
  created: 1,
  model: "m",
  choices: [{ index: 0, delta, finish_reason }],
});
const USAGE = {
  id: "x",
  choices: [],
  usage: {
    prompt_tokens: 9,
    completion_tokens: 3,
    total_tokens: 12,
    prompt_tokens_details: { cached_tokens: 4 },
    completion_tokens_details: { reasoning_tokens: 1 },
  },
};

describe("what OpenAI's format says", () => {
  test.each([1, 7, 4_096])("text, reasoning and usage survive at %i bytes a read", async (bytesPerWrite) => {
    const provider = await startProvider((_, response) =>
      sendEvents(
        response,
        [
          chunk({ role: "assistant", content: "" }),
          chunk({ reasoning_content: "Hm" }),
          chunk({ content: "Grüße, " }),
          chunk({ content: "世界" }),
          chunk({}, "stop"),
          USAGE,
          "[DONE]",
        ],
        { bytesPerWrite },
      ),
    );
    const result = await collect(at(provider.url).stream(ask(), signal));
    expect(result.items.map((item) => item.type)).toEqual(["reasoning", "message"]);
    expect(result.items[1]).toMatchObject({ role: "assistant", status: "completed", content: [{ text: "Grüße, 世界" }] });
    expect(result.finishReason).toBe("stop");
    expect(result.usage).toEqual({ inputTokens: 9, cachedTokens: 4, outputTokens: 3, reasoningTokens: 1 });
  });

  test("parallel calls come out whole, by index, with the provider's ids", async () => {
    const call = (index: number, rest: object) => ({ tool_calls: [{ index, ...rest }] });
    const provider = await startProvider((_, response) =>
      sendEvents(response, [
        chunk(call(0, { id: "call_a", type: "function", function: { name: "get_weather", arguments: "" } })),
        chunk(call(0, { function: { arguments: '{"city":' } })),
        chunk(call(1, { id: "call_b", type: "function", function: { name: "get_weather", arguments: '{"city":"Rome"}' } })),
        chunk(call(0, { function: { arguments: '"Paris"}' } })),
        chunk({}, "tool_calls"),
        "[DONE]",
      ]),
    );
    const result = await collect(at(provider.url).stream(ask({ tools: [WEATHER] }), signal));
    expect(result.items).toMatchObject([
      { type: "function_call", call_id: "call_a", arguments: '{"city":"Paris"}', status: "completed" },
      { type: "function_call", call_id: "call_b", arguments: '{"city":"Rome"}' },
    ]);
    expect(result.finishReason).toBe("tool-calls");
  });

  test("a server that repeats a call's name in every piece still makes one call", async () => {
    const piece = (text: string) => chunk({ tool_calls: [{ index: 0, id: "call_a", function: { name: "get_weather", arguments: text } }] });
    const provider = await startProvider((_, response) =>
      sendEvents(response, [piece('{"city":'), piece('"Oslo"}'), chunk({}, "tool_calls"), "[DONE]"]),
    );
    const result = await collect(at(provider.url).stream(ask({ tools: [WEATHER] }), signal));
    expect(result.items).toMatchObject([{ arguments: '{"city":"Oslo"}' }]);
  });

  test("a server that puts every call under index 0 still makes as many calls as it gives ids", async () => {
    const whole = (id: string, city: string) =>
      chunk({ tool_calls: [{ index: 0, id, function: { name: "get_weather", arguments: `{"city":"${city}"}` } }] });
    const provider = await startProvider((_, response) =>
      sendEvents(response, [whole("call_a", "Oslo"), whole("call_b", "Rome"), chunk({}, "tool_calls"), "[DONE]"]),
    );
    const result = await collect(at(provider.url).stream(ask({ tools: [WEATHER] }), signal));
    expect(result.items).toMatchObject([
      { call_id: "call_a", arguments: '{"city":"Oslo"}' },
      { call_id: "call_b", arguments: '{"city":"Rome"}' },
    ]);
  });

  test("usage that can't be read is counted here", async () => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [chunk({ content: "hello world" }, "stop"), { choices: [], usage: { prompt_tokens: "many" } }, "[DONE]"]),
    );
    expect(await collect(at(provider.url).stream(ask(), signal))).toMatchObject({ usage: { outputTokens: 2 } });
  });

  test("a cut by the token limit makes the last item incomplete", async () => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [chunk({ content: "Half" }), chunk({}, "length"), "[DONE]"]),
    );
    const result = await collect(at(provider.url).stream(ask(), signal));
    expect(result).toMatchObject({ finishReason: "length", items: [{ status: "incomplete" }] });
  });

  test("without usage, tokens are counted here", async () => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [chunk({ content: "hello world" }), chunk({}, "stop"), "[DONE]"]),
    );
    const result = await collect(at(provider.url).stream(ask(), signal));
    expect(result.usage).toMatchObject({ outputTokens: 2 });
    expect(result.usage.inputTokens).toBeGreaterThan(0);
  });
});

describe("what OpenAI's format is asked", () => {
  test("every parameter that was set, and none that was not", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, [chunk({ content: "ok" }, "stop"), "[DONE]"]));
    const bare = {
      model: "some-model",
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
      stream_options: { include_usage: true },
    };
    await collect(at(provider.url).stream(ask(), signal));
    expect(provider.requests[0]?.body).toEqual(bare);
    await collect(
      at(provider.url).stream(
        ask({
          instructions: "Be brief.",
          tools: [WEATHER, { ...WEATHER, name: "hidden" }],
          allowedTools: ["get_weather"],
          toolChoice: { name: "get_weather" },
          parallelToolCalls: false,
          maxOutputTokens: 50,
          temperature: 0.5,
          topP: 0.9,
          seed: 7,
          stop: ["END"],
          frequencyPenalty: 1,
          presencePenalty: -1,
          reasoningEffort: "low",
        }),
        signal,
      ),
    );
    expect(provider.requests[1]?.body).toEqual({
      ...bare,
      messages: [{ role: "system", content: "Be brief." }, ...bare.messages],
      tools: [
        { type: "function", function: { name: "get_weather", description: "Current weather of a city", parameters: WEATHER.parameters } },
      ],
      tool_choice: "required",
      parallel_tool_calls: false,
      max_tokens: 50,
      temperature: 0.5,
      top_p: 0.9,
      seed: 7,
      stop: ["END"],
      frequency_penalty: 1,
      presence_penalty: -1,
      reasoning_effort: "low",
    });
    expect(provider.requests[1]?.headers.authorization).toBe("Bearer k");
  });

  test.each([
    ["OpenAI itself not, since it calls in parallel anyway", OPENAI_CHAT, undefined],
    ["others by name, since llama.cpp would not", ANY_SERVER, true],
  ])("parallel calls: %s", (_, dialect, expected) => {
    expect(encode(ask({ tools: [WEATHER] }), dialect).parallel_tool_calls).toBe(expected);
    expect(encode(ask({ tools: [WEATHER], parallelToolCalls: false }), dialect).parallel_tool_calls).toBe(false);
    expect(encode(ask(), dialect)).not.toHaveProperty("parallel_tool_calls");
  });

  test("calls ride on the assistant's message, results and images in their places", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, [chunk({ content: "ok" }, "stop"), "[DONE]"]));
    const image = {
      type: "message",
      id: "m",
      role: "user",
      status: "completed",
      content: [
        { type: "input_text", text: "What?" },
        { type: "input_image", image_url: "data:image/png;base64,AA==", detail: "auto" },
      ],
    } as const;
    await collect(
      at(provider.url).stream(
        ask({ input: [userSays("Weather?"), ...weatherRoundTrip(), { ...image, content: [...image.content] }] }),
        signal,
      ),
    );
    expect(provider.requests[0]?.body.messages).toEqual([
      { role: "user", content: "Weather?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_1", type: "function", function: { name: "get_weather", arguments: '{"city":"Paris"}' } }],
      },
      { role: "tool", tool_call_id: "call_1", content: '{"celsius":21}' },
      {
        role: "user",
        content: [
          { type: "text", text: "What?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AA==", detail: "auto" } },
        ],
      },
    ]);
  });
});

describe("how OpenAI's format fails", () => {
  test.each([
    [
      "an error object in the stream",
      [chunk({ content: "Half" }), { error: { message: "It crashed.", type: "server_error" } }],
      "upstream_failed",
    ],
    ["an end without a finish reason", [chunk({ content: "Half" })], "upstream_failed"],
    ["something that is not JSON", ["<html>"], "upstream_failed"],
    ["a piece of another shape", [{ choices: "none" }], "upstream_failed"],
  ])("%s ends as %s", async (_, events, code) => {
    const provider = await startProvider((__, response) => sendEvents(response, events));
    const failure = await collect(at(provider.url).stream(ask(), signal)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
  });
});
