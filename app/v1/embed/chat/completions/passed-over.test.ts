import { afterAll, describe, expect, test } from "vitest";
import { MESSAGES, open, provider, WEATHER } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

const CALL = { id: "c", type: "function", function: { name: "weather", arguments: "{}" } };
const PNG = "data:image/png;base64,AA==";
const USER = { role: "user", content: "d" };
const answered = (message: object) => [{ role: "user", content: "a" }, message, USER];
/** What other servers put on an answer. */
const FOREIGN = {
  reasoning_details: [],
  thinking_blocks: [{ type: "thinking", thinking: "t", signature: "s" }],
  extra_content: { google: { thought_signature: "s" } },
  images: [],
  audio: { id: "audio_1" },
  provider_specific_fields: {},
  reasoning_text: "c",
};

describe.each(TRANSPORTS)("what stands on messages over the %s transport", (name) => {
  const post = async (body: object) => {
    const { transport, secret } = await open(name);
    const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ model: customModel("hello"), ...body }),
    });
    const { choices, error } = await response.json();
    return {
      status: response.status,
      passedOver: response.headers.get("x-vitrine-passed-over"),
      exposed: response.headers.get("access-control-expose-headers"),
      answer: choices?.[0]?.message.content,
      error,
      asked: provider.asked.at(-1)?.messages.filter(({ role }) => role !== "system"),
    };
  };

  test.each<[string, object[], string | null, object[]]>([
    ["nothing", MESSAGES, null, [{ role: "user", content: "Hi" }]],
    ["an id on a message", [{ role: "user", content: "hello", id: "m-1" }], "1", [{ role: "user", content: "hello" }]],
    ["an id that is a number, and a colour", [{ role: "user", content: "hello", id: 1, colour: "red" }], "2", [{}]],
    ["an answer of another gateway", answered({ role: "assistant", content: "b", ...FOREIGN }), "7", [{}, { content: "b" }, {}]],
    [
      "parts of an answer that say nothing here",
      answered({ role: "assistant", content: [{ type: "tool_use", id: "x", input: {} }, { type: "text", text: "b" }, { type: "new" }] }),
      "2",
      [{}, { content: "b" }, {}],
    ],
    [
      "arguments as an object, and an id that is a number",
      [
        { role: "user", content: "a" },
        { role: "assistant", content: null, tool_calls: [{ ...CALL, id: 7, function: { name: "weather", arguments: { city: "Rome" } } }] },
        {
          role: "tool",
          tool_call_id: 7,
          content: [
            { type: "text", text: "31" },
            { type: "image_url", image_url: { url: PNG } },
          ],
        },
      ],
      null,
      [
        {},
        { tool_calls: [{ id: "7", function: { arguments: '{"city":"Rome"}' } }] },
        { tool_call_id: "7", content: "31" },
        { content: [{ type: "text" }, { type: "image_url" }] },
      ],
    ],
    [
      "what a client knows of an answer",
      answered({ role: "assistant", content: "b", refusal: null, annotations: [], reasoning_content: "c", function_call: null }),
      null,
      [{}, { content: "b" }, {}],
    ],
    ["a hint for a cache", [{ role: "system", content: "x", cache_control: { type: "ephemeral" } }, USER], "1", [{}]],
    ["members of a part", [{ role: "user", content: [{ type: "text", text: "x", id: "p", score: 1 }] }], "2", [{ content: "x" }]],
    [
      "parts that stand between the words",
      answered({
        role: "assistant",
        content: [
          { type: "thinking", thinking: "t", signature: "s" },
          { type: "text", text: "b" },
        ],
      }),
      "2",
      [{}, { content: "b" }, {}],
    ],
    [
      "members of a call",
      [
        ...answered({ role: "assistant", content: null, tool_calls: [{ ...CALL, extra_content: {} }] }).slice(0, 2),
        { role: "tool", tool_call_id: "c", content: "1", is_error: false },
      ],
      "2",
      [{}, { tool_calls: [{ id: "c" }] }, { role: "tool", content: "1" }],
    ],
  ])("%s fails no request and is counted", async (_, messages, passedOver, asked) => {
    const result = await post({ messages });
    expect(result).toMatchObject({ status: 200, passedOver, asked, exposed: expect.stringContaining("x-vitrine-passed-over") });
    expect(JSON.stringify(result.asked)).not.toMatch(/m-1|signature|ephemeral|score|is_error/);
  });

  test("a hint for a cache on a tool asks for nothing, other members of tools stay unknown", async () => {
    const hint = { cache_control: { type: "ephemeral" } };
    expect(await post({ messages: MESSAGES, tools: [{ ...WEATHER, ...hint, function: { ...WEATHER.function, ...hint } }] })).toMatchObject({
      status: 200,
    });
    expect(await post({ messages: MESSAGES, tools: [{ ...WEATHER, colour: "red" }] })).toMatchObject({
      status: 400,
      error: { param: "tools[0].colour" },
    });
  });

  test.each<[string, object]>([
    ["null", { role: "assistant", content: null }],
    ["absent", { role: "assistant" }],
    ["an empty list", { role: "assistant", content: [] }],
    ["empty", { role: "assistant", content: "" }],
  ])("an answer without content is taken back: %s", async (_, message) => {
    expect(await post({ messages: answered(message) })).toMatchObject({ status: 200 });
  });

  test("calls of one id are taken back, and the provider reads two ids, each with its own result", async () => {
    const messages = [
      USER,
      { role: "assistant", content: null, tool_calls: [CALL, CALL] },
      { role: "tool", tool_call_id: "c", content: "first" },
      { role: "tool", tool_call_id: "c", content: "second" },
      { role: "assistant", content: null, tool_calls: [CALL] },
      { role: "tool", tool_call_id: "c", content: null },
    ];
    const { status, asked } = await post({ messages });
    expect([status, asked]).toEqual([
      200,
      [
        USER,
        expect.objectContaining({ tool_calls: [CALL, { ...CALL, id: "c_2" }] }),
        { role: "tool", tool_call_id: "c", content: "first" },
        { role: "tool", tool_call_id: "c_2", content: "second" },
        expect.objectContaining({ tool_calls: [{ ...CALL, id: "c_3" }] }),
        { role: "tool", tool_call_id: "c_3", content: "" },
      ],
    ]);
  });

  test("an id as long as a signature is taken back", async () => {
    const id = `call_${"x".repeat(5_000)}`;
    const messages = [
      USER,
      { role: "assistant", content: null, tool_calls: [{ ...CALL, id }] },
      { role: "tool", tool_call_id: id, content: "1" },
    ];
    expect(await post({ messages })).toMatchObject({ status: 200 });
  });

  test("a call in the old form becomes one in the new, with its answer", async () => {
    const messages = [
      USER,
      { role: "assistant", content: null, function_call: { name: "weather", arguments: '{"city":"Rome"}' } },
      { role: "function", name: "weather", content: "31" },
      USER,
    ];
    const { status, asked } = await post({ messages });
    const call = { id: "call_weather", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } };
    expect(status).toBe(200);
    expect(asked?.slice(1, 3)).toEqual([
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_weather", content: "31" },
    ]);
  });
});
