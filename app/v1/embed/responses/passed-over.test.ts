import { afterAll, describe, expect, test } from "vitest";
import { open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

const FUNCTION = { type: "function", name: "weather", parameters: { type: "object", properties: {} } };

describe.each(TRANSPORTS)("what a response passes over, over the %s transport", (name) => {
  const post = async (given: object) => {
    const { transport, secret } = await open(name);
    const response = await transport.fetch(`${transport.origin}/v1/embed/responses`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ model: customModel("hello"), input: "Hi", ...given }),
    });
    const header = (key: string) => response.headers.get(`x-vitrine-${key}`);
    const text = await response.text();
    // Of a stream the response as it begins.
    const body = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
    return {
      status: response.status,
      passedOver: header("passed-over"),
      leftOut: header("tools-left-out"),
      tools: (body.response ?? body).tools,
      error: body.error,
    };
  };

  test.each([false, true])("members that are not known on items and parts are counted; streamed: %s", async (stream) => {
    const input = [
      { role: "user", content: [{ type: "input_text", text: "a", score: 1 }], name: "Ann" },
      { role: "assistant", content: null, reasoning_details: [] },
      { type: "function_call", call_id: "c", name: "weather", arguments: "{}", extra_content: {} },
      { type: "function_call", call_id: "c", name: "weather", arguments: "{}" },
      { type: "function_call_output", call_id: "c", output: "first" },
      { type: "function_call_output", call_id: "c", output: "second", is_error: false },
    ];
    expect(await post({ input, stream })).toMatchObject({ status: 200, passedOver: "5", leftOut: null });
    const results = provider.asked.at(-1)?.messages.filter(({ role }) => role === "tool");
    expect(results).toEqual([
      { role: "tool", tool_call_id: "c", content: "first" },
      { role: "tool", tool_call_id: "c_2", content: "second" },
    ]);
  });

  test.each([false, true])("a coding agent's tools beside functions are left out, and the answer says so; streamed: %s", async (stream) => {
    const tools = [FUNCTION, { type: "web_search" }, { type: "custom", name: "patch" }, { type: "custom", name: "other" }];
    const answer = await post({ tools, client_metadata: { a: "b" }, stream });
    expect(answer).toMatchObject({
      status: 200,
      passedOver: null,
      leftOut: "custom, web_search",
      tools: [{ type: "function", name: "weather" }],
    });
    expect(provider.asked.at(-1)?.tools).toEqual([expect.objectContaining({ function: expect.objectContaining({ name: "weather" }) })]);
  });

  test("where no function would be left they are refused", async () => {
    expect(await post({ tools: [{ type: "web_search" }] })).toMatchObject({
      status: 400,
      error: { code: "tool_not_configured", param: "tools[0]" },
    });
  });
});
