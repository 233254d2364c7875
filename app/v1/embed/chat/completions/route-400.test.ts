import { BadRequestError } from "openai";
import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import { afterAll, describe, expect, test } from "vitest";
import { CALL, MESSAGES, open, provider, RESULT, usageOf, WEATHER } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

describe.each(TRANSPORTS)("POST /v1/embed/chat/completions over the %s transport: 400", (name) => {
  test.each<[object, string, string]>([
    [{ model: undefined }, "missing_required_parameter", "model"],
    [{ model: 4 }, "invalid_type", "model"],
    [{ messages: undefined }, "missing_required_parameter", "messages"],
    [{ messages: "hi" }, "invalid_type", "messages"],
    [{ messages: [] }, "invalid_value", "messages"],
    [{ messages: [{ role: "user" }] }, "missing_required_parameter", "messages[0].content"],
    [{ messages: [{ role: "user", content: 5 }] }, "invalid_type", "messages[0].content"],
    [{ messages: [{ role: "robot", content: "x" }] }, "invalid_value", "messages[0].role"],
    [{ messages: [{ content: "x" }] }, "missing_required_parameter", "messages[0].role"],
    [{ messages: [{ role: "function", name: "f", content: "x" }] }, "invalid_value", "messages"],
    [{ messages: [{ role: "user", content: [{ type: "text" }] }] }, "missing_required_parameter", "messages[0].content[0].text"],
    [
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "file:///etc/passwd" } }] }] },
      "invalid_value",
      "messages[0].content[0].image_url.url",
    ],
    [
      { messages: [{ role: "user", content: [{ type: "input_audio", input_audio: {} }] }] },
      "unsupported_parameter",
      "messages[0].content[0].type",
    ],
    [{ messages: [{ role: "user", content: null }] }, "invalid_type", "messages[0].content"],
    [{ messages: [...MESSAGES, RESULT] }, "invalid_value", "messages"],
    [{ messages: [...MESSAGES, CALL] }, "invalid_value", "messages"],
    [{ messages: [...MESSAGES, CALL, ...MESSAGES] }, "invalid_value", "messages"],
    [{ messages: [...MESSAGES, CALL, RESULT, RESULT] }, "invalid_value", "messages"],
    [{ temperature: 2.1 }, "integer_above_max_value", "temperature"],
    [{ temperature: -1 }, "integer_below_min_value", "temperature"],
    [{ temperature: "hot" }, "invalid_type", "temperature"],
    [{ top_p: 1.5 }, "integer_above_max_value", "top_p"],
    [{ frequency_penalty: 3 }, "integer_above_max_value", "frequency_penalty"],
    [{ presence_penalty: -3 }, "integer_below_min_value", "presence_penalty"],
    [{ max_tokens: 0 }, "integer_below_min_value", "max_tokens"],
    [{ max_completion_tokens: 1.5 }, "invalid_type", "max_completion_tokens"],
    [{ max_tokens: 1, max_completion_tokens: 2 }, "invalid_value", "max_tokens"],
    [{ stop: ["a", "b", "c", "d", "e"] }, "array_above_max_length", "stop"],
    [{ stop: 5 }, "invalid_type", "stop"],
    [{ seed: "x" }, "invalid_type", "seed"],
    [{ n: 2 }, "unsupported_parameter", "n"],
    [{ logprobs: true }, "unsupported_parameter", "logprobs"],
    [{ top_logprobs: 2 }, "unsupported_parameter", "top_logprobs"],
    [{ logit_bias: { "1": 2 } }, "unsupported_parameter", "logit_bias"],
    [{ store: true }, "unsupported_parameter", "store"],
    [{ service_tier: "gold" }, "invalid_value", "service_tier"],
    [{ verbosity: "loud" }, "invalid_value", "verbosity"],
    [{ modalities: ["text", "audio"] }, "unsupported_parameter", "modalities"],
    [{ audio: { voice: "alloy", format: "mp3" } }, "unsupported_parameter", "audio"],
    [{ prediction: { type: "content", content: "x" } }, "unsupported_parameter", "prediction"],
    [{ web_search_options: {} }, "tool_not_configured", "web_search_options"],
    [{ functions: [{ name: "f" }] }, "unsupported_parameter", "functions"],
    [{ function_call: "auto" }, "unsupported_parameter", "function_call"],
    [{ colour: "red" }, "unknown_parameter", "colour"],
    [{ stream: "yes" }, "invalid_type", "stream"],
    [{ stream_options: { include_usage: "yes" } }, "invalid_type", "stream_options.include_usage"],
    [{ stream_options: { include_words: true } }, "unknown_parameter", "stream_options.include_words"],
    [{ tools: [{ type: "custom", custom: { name: "x" } }] }, "invalid_value", "tools[0].type"],
    [{ tools: [{ type: "function", function: { name: "not ok" } }] }, "invalid_value", "tools[0].function.name"],
    [
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://169.254.169.254/x.png" } }] }] },
      "invalid_value",
      "messages[0].content[0].image_url.url",
    ],
    [
      { response_format: { type: "json_schema", json_schema: { name: "a", schema: { type: "nope" } } } },
      "invalid_value",
      "response_format.json_schema.schema",
    ],
    [
      { tools: [{ type: "function", function: { name: "f", parameters: { $ref: "#/x" } } }] },
      "invalid_value",
      "tools[0].function.parameters",
    ],
    [{ tools: [WEATHER, WEATHER] }, "invalid_value", "tools"],
    [{ tool_choice: "required" }, "invalid_value", "tool_choice"],
    [{ tool_choice: "sometimes", tools: [WEATHER] }, "invalid_value", "tool_choice"],
    [{ tool_choice: { type: "function", function: { name: "other" } }, tools: [WEATHER] }, "invalid_value", "tool_choice"],
    [{ response_format: { type: "xml" } }, "invalid_value", "response_format.type"],
    [{ response_format: { type: "json_schema", json_schema: {} } }, "missing_required_parameter", "response_format.json_schema.name"],
    [{ reasoning_effort: "huge" }, "invalid_value", "reasoning_effort"],
    [{ metadata: { a: 1 } }, "invalid_type", "metadata.a"],
    [{ metadata: { a: "x".repeat(513) } }, "string_above_max_length", "metadata.a"],
    [{ metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, "v"])) }, "invalid_value", "metadata"],
    [{ metadata: { thesys: "{" } }, "invalid_value", "metadata.thesys"],
    [{ metadata: { thesys: '{"c1_artifact_type":"slides","id":"a"}' } }, "unsupported_parameter", "metadata.thesys.c1_artifact_type"],
    [{ user: "x".repeat(300) }, "string_above_max_length", "user"],
  ])("%j → %s, naming %s", async (given, code, param) => {
    const { client, requests } = await open(name);
    const body = { model: customModel("hello"), messages: MESSAGES, ...given } as ChatCompletionCreateParams;
    const error = await client.chat.completions.create(body).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ status: 400, code, param, type: "invalid_request_error", requestID: expect.stringMatching(/^req_/) });
    expect(requests()).toBe(1);
  });

  test("a body that is no object is refused", async () => {
    const { transport, secret } = await open(name);
    for (const body of ["[]", "null", "4", '"text"']) {
      const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      });
      expect([body, response.status, (await response.json()).error.code]).toEqual([body, 400, "invalid_type"]);
    }
  });

  test("a refused request leaves its record, with the model it asked for where that could be read", async () => {
    const { client, actor } = await open(name);
    await client.chat.completions.create({ model: customModel("hello"), messages: [] }).catch(() => null);
    expect(await usageOf(actor.workspaceId)).toEqual([
      expect.objectContaining({ status: 400, errorCode: "invalid_value", answeredBy: null }),
    ]);
  });
});
