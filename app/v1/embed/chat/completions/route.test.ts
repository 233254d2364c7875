import { afterAll, describe, expect, test } from "vitest";
import { all, CALL, JSON_FORMAT, MESSAGES, open, provider, RESULT, usageOf, WEATHER } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { VERSION } from "@/lib/version";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

/** The fields of the whole message, as the agents SDK repeats them in each part. */
const REPEATED = { role: "assistant", refusal: null, annotations: [] };

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
    [{ reasoning_effort: "max" }, { reasoning_effort: "max" }],
    [{ service_tier: "fast", prompt_cache_retention: "24h" }, { model: "calls" }],
    [{ response_format: JSON_FORMAT }, { response_format: JSON_FORMAT }],
    [
      { response_format: { type: "json_schema", json_schema: { name: "n", schema: { type: "object" }, strict: true } } },
      { response_format: { type: "json_schema", json_schema: { name: "n", schema: { type: "object" }, strict: true } } },
    ],
    [{ tools: [WEATHER], tool_choice: "required" }, { tool_choice: "required" }],
    [
      // A server of one's own may take a name for a free choice: the tool stands alone, and some tool is required.
      { tools: [{ ...WEATHER, function: { name: "other" } }, WEATHER], tool_choice: { type: "function", function: { name: "weather" } } },
      { tools: [WEATHER], tool_choice: "required" },
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

  test("every answer and every chunk names what made it, always the same", async () => {
    const { client } = await open(name);
    const ask = { model: customModel("hello"), messages: MESSAGES };
    const whole = await client.chat.completions.create({ ...ask, stream_options: { include_usage: true } });
    const chunks = await all(await client.chat.completions.create({ ...ask, stream: true, stream_options: { include_usage: true } }));
    const made = new Set([whole, ...chunks].map(({ system_fingerprint: fingerprint }) => fingerprint));
    expect([...made]).toEqual([`fp_vitrine_${VERSION}`]);
  });

  test("pieces are padded on request only, to one of few sizes", async () => {
    const { client } = await open(name);
    const ask = { model: customModel("hello"), messages: MESSAGES, stream: true as const };
    const sizes = async (options: object) => {
      const chunks = await all(await client.chat.completions.create({ ...ask, stream_options: options }));
      return chunks.flatMap((chunk) => {
        const { content } = chunk.choices[0]?.delta ?? {};
        const padding: unknown = Reflect.get(chunk, "obfuscation");
        return content ? [typeof padding === "string" ? (JSON.stringify(content).length + padding.length) % 32 : null] : [];
      });
    };
    expect(new Set(await sizes({ include_obfuscation: true }))).toEqual(new Set([0]));
    expect(new Set(await sizes({ include_obfuscation: false }))).toEqual(new Set([null]));
  });

  test("how long the answer shall be is said to the model", async () => {
    const { client } = await open(name);
    const before = provider.asked.length;
    const ask = { model: customModel("json"), response_format: JSON_FORMAT, messages: MESSAGES };
    for (const verbosity of ["low", "medium", "high"] as const) await client.chat.completions.create({ ...ask, verbosity });
    const [low, medium, high] = provider.asked.slice(before).map(({ messages }) => JSON.stringify(messages));
    expect(low).toContain("Keep the answer short");
    expect(medium).not.toMatch(/short|at length/);
    expect(high).toContain("at length");
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
        { role: "assistant", content: [{ type: "text", text: "A", ...REPEATED }] },
        { role: "user", name: "Ada", content: "B" },
        { ...CALL, content: [] },
        { ...RESULT, content: [{ type: "text", text: "31" }] },
      ],
    });
    const sent = JSON.stringify(provider.asked[before]?.messages);
    for (const piece of ["S", "D", "T", "data:image/png;base64,AAAA", "data:application/pdf;base64,AAAA", "A", "Ada: ", "call_1", "31"])
      expect(sent).toContain(piece);
  });
});
