import { setTimeout as sleep } from "node:timers/promises";
import OpenAI, { APIError, BadRequestError, NotFoundError, PermissionDeniedError } from "openai";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionCreateParams,
  ChatCompletionToolMessageParam,
} from "openai/resources/chat/completions";
import { afterAll, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { revokeKey, setKeyDisabled } from "@/lib/keys/mutations";
import { mintSecret } from "@/lib/keys/secret";
import { prisma } from "@/lib/prisma";
import { flushUsage } from "@/lib/usage/recorder";
import { customModel, startCustomProvider, writeChoices } from "@/tests/http/provider";
import { openTransport, TRANSPORTS, type TransportName } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";

const provider = await startCustomProvider({
  hello: (response) =>
    writeChoices(response, [{ delta: { content: "Hello" } }, { delta: { content: ", world" } }, { delta: {}, finish_reason: "stop" }]),
  json: (response) =>
    writeChoices(response, [{ delta: { content: '{"a"' } }, { delta: { content: ":1}" } }, { delta: {}, finish_reason: "stop" }]),
  thinks: (response) =>
    writeChoices(response, [
      { delta: { reasoning_content: "SECRET THOUGHT" } },
      { delta: { content: "{}" } },
      { delta: {}, finish_reason: "stop" },
    ]),
  short: (response) => writeChoices(response, [{ delta: { content: "{" } }, { delta: {}, finish_reason: "length" }]),
  filtered: (response) => writeChoices(response, [{ delta: { content: "{" } }, { delta: {}, finish_reason: "content_filter" }]),
  calls: (response) =>
    writeChoices(response, [
      { delta: { tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "weather", arguments: "" } }] } },
      { delta: { tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] } },
      { delta: { tool_calls: [{ index: 0, function: { arguments: '"Rome"}' } }] } },
      {
        delta: { tool_calls: [{ index: 1, id: "call_b", type: "function", function: { name: "weather", arguments: '{"city":"Oslo"}' } }] },
      },
      { delta: {}, finish_reason: "tool_calls" },
    ]),
  cut: (response) => {
    writeChoices(response, [{ delta: { content: '{"a"' } }], { end: false });
    setTimeout(() => response.destroy(), 50);
  },
  broken: (response) => void response.writeHead(500).end('{"error":{"message":"sk-verysecretkey exploded"}}'),
  unauthorized: (response) => void response.writeHead(401).end('{"error":{"message":"bad key"}}'),
  silent: () => {},
  endless: async (response) => {
    for (; !response.destroyed; await sleep(20)) writeChoices(response, [{ delta: { content: "1" } }], { end: false });
  },
});
afterAll(() => provider.close());

const MESSAGES: ChatCompletionCreateParams["messages"] = [{ role: "user", content: "Hi" }];
const JSON_FORMAT = { type: "json_object" } as const;
const WEATHER = {
  type: "function",
  function: {
    name: "weather",
    description: "The weather in a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
} as const;
const CALL: ChatCompletionAssistantMessageParam = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } }],
};
const RESULT: ChatCompletionToolMessageParam = { role: "tool", tool_call_id: "call_1", content: '{"celsius":31}' };

async function open(name: TransportName, body: Parameters<typeof newKey>[1] = {}) {
  const transport = await openTransport(name, apiRoutes);
  const actor = await newActor();
  const { secret, key } = await newKey(actor, body);
  let requests = 0;
  const counted: typeof fetch = (input, init) => {
    requests++;
    return transport.fetch(input, init);
  };
  const connect = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${transport.origin}/v1/embed`, fetch: counted });
  return { transport, actor, key, secret, connect, client: connect(secret), requests: () => requests };
}

async function usageOf(workspaceId: string) {
  await flushUsage();
  return prisma().usageRecord.findMany({ where: { workspaceId } });
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

describe.each(TRANSPORTS)("POST /v1/embed/chat/completions over the %s transport: 200", (name) => {
  test("an answer is interface: one envelope with everything the model said in it", async () => {
    const { client, actor, key } = await open(name);
    const { data, request_id } = await client.chat.completions.create({ model: customModel("hello"), messages: MESSAGES }).withResponse();
    expect(data).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[0-9A-Za-z]{24}$/),
      object: "chat.completion",
      created: expect.any(Number),
      model: customModel("hello"),
      choices: [{ index: 0, finish_reason: "stop", logprobs: null, message: { role: "assistant", refusal: null } }],
      usage: {
        prompt_tokens: 20,
        completion_tokens: 7,
        total_tokens: 27,
        prompt_tokens_details: { cached_tokens: 4 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
    });
    expect(data.choices[0]?.message.content).toMatch(/^<content thesys="true" version="2">[^<]*Hello, world[^<]*<\/content>$/);
    expect(data.choices[0]?.message).not.toHaveProperty("tool_calls");
    const row = {
      requestId: request_id,
      keyId: key.id,
      model: customModel("hello"),
      answeredBy: customModel("hello"),
      status: 200,
      streamed: false,
      inputTokens: 20,
      outputTokens: 7,
    };
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ ...row, firstDeltaMs: expect.any(Number) })]);
  });

  test("a stream says the role first, then pieces, then why it ended; its sum is the answer that is not streamed", async () => {
    const { client, actor } = await open(name);
    const whole = await client.chat.completions.create({ model: customModel("hello"), messages: MESSAGES });
    const chunks = await all(await client.chat.completions.create({ model: customModel("hello"), messages: MESSAGES, stream: true }));
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: "", refusal: null });
    expect(chunks.at(-1)?.choices).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: "stop" }]);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe(whole.choices[0]?.message.content);
    expect(new Set(chunks.map((chunk) => `${chunk.id} ${chunk.object} ${chunk.model} ${chunk.created}`)).size).toBe(1);
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
    expect(
      (await usageOf(actor.workspaceId)).map((row) => [row.streamed, row.inputTokens, row.outputTokens, typeof row.firstDeltaMs]),
    ).toEqual(
      expect.arrayContaining([
        [false, 20, 7, "number"],
        [true, 20, 7, "number"],
      ]),
    );
  });

  test("the usage comes in a chunk of its own when it is asked for, and [DONE] ends the stream", async () => {
    const { transport, secret } = await open(name);
    const response = await transport.fetch(`${transport.origin}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({
        model: customModel("json"),
        messages: MESSAGES,
        response_format: JSON_FORMAT,
        stream: true,
        stream_options: { include_usage: true },
      }),
    });
    const frames = (await response.text()).split("\n\n");
    expect(frames.slice(-2)).toEqual(["data: [DONE]", ""]);
    const chunks = frames.slice(0, -2).map((line) => JSON.parse(line.slice("data: ".length)));
    expect(chunks.slice(0, -1).map((chunk) => chunk.usage)).toEqual(Array.from({ length: chunks.length - 1 }, () => null));
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 20, completion_tokens: 7, total_tokens: 27 } });
  });

  test("tool calls come whole, and in pieces by their index", async () => {
    const { client } = await open(name);
    const ask = { model: customModel("calls"), messages: MESSAGES, tools: [WEATHER] };
    const whole = await client.chat.completions.create(ask);
    const expected = [
      { id: "call_a", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } },
      { id: "call_b", type: "function", function: { name: "weather", arguments: '{"city":"Oslo"}' } },
    ];
    expect(whole.choices[0]).toMatchObject({ finish_reason: "tool_calls", message: { content: null, tool_calls: expected } });
    const chunks = await all(await client.chat.completions.create({ ...ask, stream: true }));
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: null, refusal: null });
    const stream = client.chat.completions.stream(ask);
    expect((await stream.finalChatCompletion()).choices[0]).toMatchObject({
      finish_reason: "tool_calls",
      message: { content: null, tool_calls: expected },
    });
  });

  test("a tool runs in the official client's loop, and its result reaches the model", async () => {
    const { client } = await open(name);
    const before = provider.asked.length;
    await client.chat.completions.create({ model: customModel("hello"), messages: [...MESSAGES, CALL, RESULT], tools: [WEATHER] });
    const { messages } = provider.asked[before] ?? { messages: [] };
    expect(messages).toContainEqual(expect.objectContaining({ role: "tool", tool_call_id: "call_1", content: '{"celsius":31}' }));
    expect(messages).toContainEqual(
      expect.objectContaining({ role: "assistant", tool_calls: [expect.objectContaining({ id: "call_1" })] }),
    );
  });

  test.each([
    [{ max_tokens: 5 }, { max_tokens: 5 }],
    [{ max_completion_tokens: 6 }, { max_tokens: 6 }],
    [{ temperature: 0.3 }, { temperature: 0.3 }],
    [{ top_p: 0.4 }, { top_p: 0.4 }],
    [{ stop: "END" }, { stop: ["END"] }],
    [{ stop: ["A", "B", "C", "D"] }, { stop: ["A", "B", "C", "D"] }],
    [{ seed: 7 }, { seed: 7 }],
    [{ frequency_penalty: -1 }, { frequency_penalty: -1 }],
    [{ presence_penalty: 1.5 }, { presence_penalty: 1.5 }],
    [{ reasoning_effort: "low" }, { reasoning_effort: "low" }],
    [{ response_format: JSON_FORMAT }, { response_format: JSON_FORMAT }],
    [
      { response_format: { type: "json_schema", json_schema: { name: "n", schema: { type: "object" }, strict: true } } },
      { response_format: { type: "json_schema", json_schema: { name: "n", schema: { type: "object" }, strict: true } } },
    ],
    [{ tools: [WEATHER], tool_choice: "required" }, { tool_choice: "required" }],
    [
      { tools: [WEATHER], tool_choice: { type: "function", function: { name: "weather" } } },
      { tool_choice: { type: "function", function: { name: "weather" } } },
    ],
    [{ tools: [WEATHER], parallel_tool_calls: false }, { parallel_tool_calls: false }],
  ])("%j reaches the provider", async (given, expected) => {
    const { client } = await open(name);
    const before = provider.asked.length;
    const completion = client.chat.completions.create({ model: customModel("calls"), messages: MESSAGES, ...(given as object) });
    await completion.catch(() => null);
    expect(provider.asked[before]).toMatchObject(expected);
  });

  test("JSON that is asked for comes as it is, without an envelope", async () => {
    const { client } = await open(name);
    const completion = await client.chat.completions.create({
      model: customModel("json"),
      messages: MESSAGES,
      response_format: JSON_FORMAT,
    });
    expect(completion.choices[0]?.message.content).toBe('{"a":1}');
  });

  test("what a model thinks stays out of the content", async () => {
    const { client } = await open(name);
    const ask = { model: customModel("thinks"), messages: MESSAGES, response_format: JSON_FORMAT };
    expect(JSON.stringify(await client.chat.completions.create(ask))).not.toContain("SECRET THOUGHT");
    expect(JSON.stringify(await all(await client.chat.completions.create({ ...ask, stream: true })))).not.toContain("SECRET THOUGHT");
  });

  test.each([
    ["short", "length"],
    ["filtered", "content_filter"],
  ])("a model that is %s ends with finish_reason %s", async (model, reason) => {
    const { client } = await open(name);
    const completion = await client.chat.completions.create({
      model: customModel(model),
      messages: MESSAGES,
      response_format: JSON_FORMAT,
    });
    expect(completion.choices[0]?.finish_reason).toBe(reason);
  });

  test("what asks for the default, or for nothing, is accepted: null, n 1, an answer sent back as it came", async () => {
    const { client } = await open(name);
    const nothing = {
      n: 1,
      logprobs: false,
      logit_bias: {},
      store: false,
      modalities: ["text"],
      service_tier: "auto",
      user: "u",
      safety_identifier: "s",
      prompt_cache_key: "k",
    };
    const nulls = {
      temperature: null,
      top_p: null,
      stop: null,
      max_tokens: null,
      metadata: null,
      stream_options: null,
      tools: null,
      response_format: null,
      seed: null,
    };
    const first = await client.chat.completions.create({
      model: customModel("hello"),
      messages: MESSAGES,
      ...(nothing as object),
      ...(nulls as object),
    });
    const sentBack = first.choices[0]?.message;
    const second = await client.chat.completions.create({
      model: customModel("hello"),
      messages: [...MESSAGES, ...(sentBack ? [sentBack] : []), ...MESSAGES],
    });
    expect(second.choices[0]?.finish_reason).toBe("stop");
  });

  test("every kind of message and part is understood", async () => {
    const { client } = await open(name);
    const before = provider.asked.length;
    await client.chat.completions.create({
      model: customModel("json"),
      response_format: JSON_FORMAT,
      messages: [
        { role: "system", content: [{ type: "text", text: "S" }] },
        { role: "developer", content: "D" },
        {
          role: "user",
          content: [
            { type: "text", text: "T" },
            { type: "image_url", image_url: { url: "data:image/png;base64,AAAA", detail: "low" } },
            { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,AAAA" } },
          ],
        },
        { role: "assistant", content: [{ type: "text", text: "A" }] },
        { role: "user", name: "Ada", content: "B" },
        CALL,
        { ...RESULT, content: [{ type: "text", text: "31" }] },
      ],
    });
    const sent = JSON.stringify(provider.asked[before]?.messages);
    for (const piece of ["S", "D", "T", "data:image/png;base64,AAAA", "data:application/pdf;base64,AAAA", "A", "Ada: ", "call_1", "31"])
      expect(sent).toContain(piece);
  });
});

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
    [{ messages: [{ role: "function", name: "f", content: "x" }] }, "unsupported_parameter", "messages[0].role"],
    [{ messages: [{ role: "user", content: "x", colour: "red" }] }, "unknown_parameter", "messages[0].colour"],
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
    [{ messages: [{ role: "assistant" }] }, "missing_required_parameter", "messages[0].content"],
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
    [{ service_tier: "flex" }, "unsupported_parameter", "service_tier"],
    [{ verbosity: "low" }, "unsupported_parameter", "verbosity"],
    [{ modalities: ["text", "audio"] }, "unsupported_parameter", "modalities"],
    [{ audio: { voice: "alloy", format: "mp3" } }, "unsupported_parameter", "audio"],
    [{ prediction: { type: "content", content: "x" } }, "unsupported_parameter", "prediction"],
    [{ web_search_options: {} }, "unsupported_parameter", "web_search_options"],
    [{ functions: [{ name: "f" }] }, "unsupported_parameter", "functions"],
    [{ function_call: "auto" }, "unsupported_parameter", "function_call"],
    [{ colour: "red" }, "unknown_parameter", "colour"],
    [{ stream: "yes" }, "invalid_type", "stream"],
    [{ stream_options: { include_usage: true } }, "invalid_value", "stream_options"],
    [{ stream: true, stream_options: { include_obfuscation: true } }, "unsupported_parameter", "stream_options.include_obfuscation"],
    [{ tools: [{ type: "custom", custom: { name: "x" } }] }, "invalid_value", "tools[0].type"],
    [{ tools: [{ type: "function", function: { name: "not ok" } }] }, "invalid_value", "tools[0].function.name"],
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

describe.each(TRANSPORTS)("POST /v1/embed/chat/completions over the %s transport: 403", (name) => {
  const ask = { model: customModel("hello"), messages: MESSAGES };

  test("malformed, unknown and revoked keys get the same answer, after one request each", async () => {
    const { transport, actor, key, secret, connect, requests } = await open(name);
    expect(await revokeKey(actor, key.id)).toMatchObject({ ok: true });
    const bodies = new Set<string>();
    for (const [i, apiKey] of ["nonsense", mintSecret(), secret, `${secret}x`].entries()) {
      const error = await connect(apiKey)
        .chat.completions.create(ask)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PermissionDeniedError);
      expect(error).toMatchObject({ status: 403, code: "invalid_api_key", type: "invalid_request_error", param: null });
      expect(requests()).toBe(i + 1);
      const raw = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}` },
      });
      bodies.add(`${raw.status} ${await raw.text()}`);
    }
    expect(bodies.size).toBe(1);
    expect(await usageOf(actor.workspaceId)).toEqual([]);
  });

  test.each(["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "bearer\tx", `Bearer ${"x".repeat(600)}`])(
    "the Authorization header %j",
    async (authorization) => {
      const { transport } = await open(name);
      const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
        method: "POST",
        headers: { authorization },
      });
      expect([response.status, (await response.json()).error.code]).toEqual([403, "invalid_api_key"]);
    },
  );

  test("no Authorization header", async () => {
    const { transport } = await open(name);
    const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, { method: "POST" });
    expect([response.status, (await response.json()).error.code]).toEqual([403, "invalid_api_key"]);
  });

  test("an expired and a disabled key are told what they are", async () => {
    const { actor, key, client, connect } = await open(name);
    await setKeyDisabled(actor, key.id, true);
    await expect(client.chat.completions.create(ask)).rejects.toMatchObject({ status: 403, code: "api_key_disabled" });
    const other = await newKey(actor);
    await prisma().apiKey.update({ where: { id: other.key.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    await expect(connect(other.secret).chat.completions.create(ask)).rejects.toMatchObject({ status: 403, code: "api_key_expired" });
  });

  test("a model outside the key's list, before anything is asked of it; one in the list answers", async () => {
    const { client, actor } = await open(name, { models: [customModel("json")] });
    const before = provider.asked.length;
    const error = await client.chat.completions.create(ask).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 403, code: "model_not_allowed", param: "model" });
    expect(provider.asked.length).toBe(before);
    await client.chat.completions.create({ ...ask, model: customModel("json") });
    expect((await usageOf(actor.workspaceId)).map((row) => row.status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  });
});

describe.each(TRANSPORTS)("POST /v1/embed/chat/completions over the %s transport: failures", (name) => {
  test("404: a model that does not exist, streamed or not", async () => {
    const { client } = await open(name);
    for (const stream of [false, true]) {
      const error = await client.chat.completions
        .create({ model: "c1/none/x/v-20260101", messages: MESSAGES, stream })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ status: 404, code: "model_not_found", param: "model" });
    }
  });

  test("400: a model whose provider is not set up names what to set", async () => {
    const { client } = await open(name);
    const error = await client.chat.completions
      .create({ model: "c1/anthropic/claude-sonnet-4/v-20250930", messages: MESSAGES })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 400, code: "provider_not_configured", param: "model" });
    expect((error as Error).message).toContain("ANTHROPIC_API_KEY");
  });

  test.each([
    ["broken", 502],
    ["unauthorized", 502],
  ])("a provider that is %s before its first word is a status, streamed or not, and its words stay inside", async (model, status) => {
    const { transport, secret } = await open(name);
    for (const stream of [false, true]) {
      const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        body: JSON.stringify({ model: customModel(model), messages: MESSAGES, stream }),
      });
      expect(response.status).toBe(status);
      expect(await response.text()).not.toContain("sk-");
    }
  });

  test("a provider that breaks off ends the stream with one error and without [DONE]; the client throws", async () => {
    const { client, transport, secret, actor } = await open(name);
    const ask = { model: customModel("cut"), messages: MESSAGES, response_format: JSON_FORMAT, stream: true } as const;
    const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(ask),
    });
    const frames = (await response.text()).trimEnd().split("\n\n");
    expect(frames.filter((frame) => frame.startsWith('data: {"error"'))).toEqual([frames.at(-1)]);
    expect(frames).not.toContain("data: [DONE]");
    await expect(client.chat.completions.create(ask).then(all)).rejects.toBeInstanceOf(APIError);
    expect((await usageOf(actor.workspaceId)).map((row) => [row.status, row.errorCode])).toEqual([
      [502, "upstream_failed"],
      [502, "upstream_failed"],
    ]);
  });

  test.each(["endless", "silent"])("a client that leaves an answer that is %s ends the provider's work within a second", async (model) => {
    const { client, actor } = await open(name);
    provider.left.clear();
    const controller = new AbortController();
    const ask = { model: customModel(model), messages: MESSAGES, response_format: JSON_FORMAT, stream: true } as const;
    const reading = client.chat.completions.create(ask, { signal: controller.signal }).then(all);
    await sleep(150);
    controller.abort();
    await reading.catch(() => null);
    for (const end = Date.now() + 1_000; !provider.left.has(model) && Date.now() < end; await sleep(10));
    expect(provider.left.has(model)).toBe(true);
    await sleep(50);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 499, errorCode: "client_disconnected" })]);
  });
});
