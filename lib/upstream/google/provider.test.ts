import { describe, expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import { ask, userSays, WEATHER, weatherRoundTrip } from "@/tests/upstream/ask";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";
import { encode } from "./encode";
import { googleUpstream } from "./provider";

const signal = new AbortController().signal;
const at = (url: string) =>
  googleUpstream({ name: "Google", setting: "GOOGLE_GENERATIVE_AI_API_KEY", url: `${url}/models`, headers: { "x-goog-api-key": "k" } });
const piece = (parts: object[], finishReason?: string) => ({
  candidates: [{ content: { role: "model", parts }, ...(finishReason ? { finishReason } : {}) }],
});
const USAGE = {
  usageMetadata: { promptTokenCount: 8, cachedContentTokenCount: 2, candidatesTokenCount: 5, thoughtsTokenCount: 3, totalTokenCount: 16 },
};

describe("what Gemini's format says", () => {
  test.each([1, 11, 4_096])("thoughts, text, parallel calls and usage survive at %i bytes a read", async (bytesPerWrite) => {
    const provider = await startProvider((_, response) =>
      sendEvents(
        response,
        [
          piece([{ text: "Hm.", thought: true }]),
          piece([{ text: "Grü" }]),
          piece([{ text: "ße" }]),
          piece([
            { functionCall: { name: "get_weather", args: { city: "Paris" } } },
            { functionCall: { id: "g2", name: "get_weather", args: { city: "Rome" } } },
          ]),
          { ...piece([], "STOP"), ...USAGE },
        ],
        { bytesPerWrite },
      ),
    );
    const result = await collect(at(provider.url).stream(ask({ model: "gemini-2.5-flash", tools: [WEATHER] }), signal));
    expect(result.items).toMatchObject([
      { type: "reasoning", summary: [{ text: "Hm." }] },
      { type: "message", content: [{ text: "Grüße" }] },
      { type: "function_call", call_id: expect.stringMatching(/^call_/), arguments: '{"city":"Paris"}' },
      { type: "function_call", call_id: "g2", arguments: '{"city":"Rome"}' },
    ]);
    expect(result.finishReason).toBe("tool-calls");
    expect(result.usage).toEqual({ inputTokens: 8, cachedTokens: 2, outputTokens: 8, reasoningTokens: 3 });
    expect(provider.requests[0]).toMatchObject({
      path: "/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
      headers: { "x-goog-api-key": "k" },
    });
  });

  test("arguments that are called constructor are arguments", async () => {
    const call = '{"functionCall":{"id":"g1","name":"get_weather","args":{"constructor":null,"__proto__":{"city":"Rome"}}}}';
    const provider = await startProvider((_, response) =>
      sendEvents(response, [`{"candidates":[{"content":{"role":"model","parts":[${call}]},"finishReason":"STOP"}]}`]),
    );
    const { items } = await collect(at(provider.url).stream(ask({ tools: [WEATHER] }), signal));
    expect(items).toMatchObject([{ type: "function_call", arguments: '{"constructor":null,"__proto__":{"city":"Rome"}}' }]);
  });

  test.each([
    ["MAX_TOKENS", "length"],
    ["SAFETY", "content-filter"],
    ["STOP", "stop"],
  ])("finish reason %s is %s", async (finishReason, expected) => {
    const provider = await startProvider((_, response) => sendEvents(response, [piece([{ text: "Hi" }], finishReason)]));
    expect(await collect(at(provider.url).stream(ask(), signal))).toMatchObject({ finishReason: expected });
  });

  test("a blocked prompt is a content filter, not a failure", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, [{ promptFeedback: { blockReason: "SAFETY" } }]));
    expect(await collect(at(provider.url).stream(ask(), signal))).toMatchObject({ finishReason: "content-filter", items: [] });
  });
});

describe("what Gemini's format is asked", () => {
  test("system, contents, functions, limits and a schema in their places", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, [piece([{ text: "{}" }], "STOP")]));
    await collect(
      at(provider.url).stream(
        ask({
          model: "gemini-3-pro",
          instructions: "Be brief.",
          input: [userSays("Weather?"), ...weatherRoundTrip()],
          tools: [WEATHER],
          toolChoice: "required",
          maxOutputTokens: 40,
          temperature: 0.2,
          topP: 0.8,
          seed: 3,
          stop: ["END"],
          outputFormat: { type: "json_schema", name: "a", description: null, schema: { type: "object" }, strict: true },
        }),
        signal,
      ),
    );
    expect(provider.requests[0]?.body).toEqual({
      systemInstruction: { parts: [{ text: "Be brief." }] },
      contents: [
        { role: "user", parts: [{ text: "Weather?" }] },
        {
          role: "model",
          parts: [
            {
              functionCall: { id: "call_1", name: "get_weather", args: { city: "Paris" } },
              thoughtSignature: "skip_thought_signature_validator",
            },
          ],
        },
        { role: "user", parts: [{ functionResponse: { id: "call_1", name: "get_weather", response: { celsius: 21 } } }] },
      ],
      tools: [
        {
          functionDeclarations: [
            { name: "get_weather", description: "Current weather of a city", parametersJsonSchema: WEATHER.parameters },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: "ANY" } },
      generationConfig: {
        maxOutputTokens: 40,
        temperature: 0.2,
        topP: 0.8,
        seed: 3,
        stopSequences: ["END"],
        responseMimeType: "application/json",
        responseJsonSchema: { type: "object" },
      },
    });
  });

  test.each([
    ["gemini-2.5-flash", "low", { thinkingBudget: 1_024, includeThoughts: true }],
    ["gemini-2.5-flash", "none", { thinkingBudget: 0, includeThoughts: false }],
    ["gemini-3-flash-preview", "minimal", { thinkingLevel: "minimal", includeThoughts: true }],
    ["gemini-3.5-flash", "medium", { thinkingLevel: "medium", includeThoughts: true }],
    ["gemini-4-argon", "xhigh", { thinkingLevel: "high", includeThoughts: true }],
  ] as const)("%s with effort %s thinks in the terms of its generation", (model, reasoningEffort, thinkingConfig) => {
    expect(encode(ask({ model, reasoningEffort }))).toMatchObject({ generationConfig: { thinkingConfig } });
  });

  test("400: an image by address, which the API cannot take", async () => {
    const image = {
      type: "message",
      id: "m",
      role: "user",
      status: "completed",
      content: [{ type: "input_image", image_url: "https://example.com/a.png", detail: "auto" }],
    } as const;
    const request = ask({ input: [{ ...image, content: [...image.content] }] });
    await expect(collect(at("http://127.0.0.1:9").stream(request, signal))).rejects.toMatchObject({ code: "invalid_value" });
  });
});

describe("how Gemini's format fails", () => {
  test.each([
    ["an error object in the stream", [piece([{ text: "Half" }]), { error: { code: 500, message: "Internal" } }]],
    ["an end without a finish reason", [piece([{ text: "Half" }])]],
    ["a call that cannot be read", [piece([], "MALFORMED_FUNCTION_CALL")]],
    ["a call of no tool", [piece([], "UNEXPECTED_TOOL_CALL")]],
    ["garbage", ["]"]],
  ])("%s is upstream_failed", async (_, events) => {
    const provider = await startProvider((__, response) => sendEvents(response, events));
    await expect(collect(at(provider.url).stream(ask(), signal))).rejects.toMatchObject({ code: "upstream_failed" });
  });
});
