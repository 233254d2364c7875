import OpenAI from "openai";
import type { ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import { afterAll, describe, expect, test } from "vitest";
import { all, open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { listen, talk } from "@/tests/http/socket";
import { assertStreamGrammar } from "@/tests/responses/grammar";
import { assertDocumented } from "./assert-documented";
import { assertEvent, assertResponse } from "./assert-event";
import { assertValid } from "./assert-valid";

afterAll(() => provider.close());

const JSON_TEXT = { text: { format: { type: "json_object" } } } as const;
const WEATHER = {
  type: "function",
  name: "weather",
  parameters: { type: "object", properties: { city: { type: "string" } } },
  strict: false,
} as const;
const ask = (model: string, more: object = {}): ResponseCreateParamsNonStreaming => ({ model: customModel(model), input: "Hi", ...more });

/** The answer as it was sent: the official client adds to what it parses. */
function sent<T>(answer: T): T {
  const { output_text: _, _request_id: __, ...rest } = answer as T & { output_text?: string; _request_id?: string };
  return rest as T;
}

describe("responses keep both contracts and our document", () => {
  test.each<[string, ResponseCreateParamsNonStreaming]>([
    ["an interface", ask("hello")],
    ["JSON", ask("json", JSON_TEXT)],
    [
      "a schema",
      ask("json", { text: { format: { type: "json_schema", name: "n", schema: { type: "object" }, strict: false }, verbosity: "low" } }),
    ],
    [
      "tool calls",
      ask("calls", {
        tools: [WEATHER],
        tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: "weather" }] },
      }),
    ],
    ["reasoning", ask("thinks", { ...JSON_TEXT, reasoning: { effort: "low", summary: "auto" }, include: ["reasoning.encrypted_content"] })],
    ["an answer that is cut", ask("short", JSON_TEXT)],
    ["an answer that is filtered", ask("filtered", JSON_TEXT)],
    [
      "every parameter",
      ask("hello", {
        instructions: "I",
        metadata: { a: "b" },
        user: "u",
        safety_identifier: "s",
        prompt_cache_key: "k",
        max_output_tokens: 50,
        max_tool_calls: 2,
        temperature: 0.5,
        top_p: 0.5,
        truncation: "auto",
        store: false,
        service_tier: "auto",
        parallel_tool_calls: false,
      }),
    ],
  ])("%s, whole and in every event", async (_what, body) => {
    const { client } = await open("native");
    assertResponse(sent(await client.responses.create(body)));
    const events = await all(await client.responses.create({ ...body, stream: true, stream_options: { include_obfuscation: true } }));
    for (const event of events) assertEvent(event);
    expect(assertStreamGrammar(events).model).toBe(body.model);
  });

  test("a stream that fails, and the response that is left", async () => {
    const { transport, client, secret } = await open("native");
    const response = await transport.fetch(`${transport.origin}/v1/embed/responses`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(ask("cut", { ...JSON_TEXT, stream: true })),
    });
    const frames = (await response.text()).trimEnd().split("\n\n");
    expect(frames.at(-1)).toBe("data: [DONE]");
    const events = frames.slice(0, -1).map((frame) => JSON.parse(frame.slice(frame.indexOf("data: ") + "data: ".length)));
    for (const event of events) assertEvent(event);
    const failed = assertStreamGrammar(events);
    expect(failed.status).toBe("failed");
    assertResponse(sent(await client.responses.retrieve(failed.id)));
  });

  test("the other endpoints of a response", async () => {
    const { client, transport, secret } = await open("native");
    const first = await client.responses.create(ask("calls", { tools: [WEATHER] }));
    const outputs = first.output.flatMap((item) =>
      item.type === "function_call" ? [{ type: "function_call_output" as const, call_id: item.call_id, output: "31" }] : [],
    );
    const image = { type: "input_image" as const, image_url: "data:image/png;base64,AAAA", detail: "auto" as const };
    const file = { type: "input_file" as const, filename: "a.pdf", file_data: "data:application/pdf;base64,AAAA" };
    const input = [...outputs, { role: "user" as const, content: [{ type: "input_text" as const, text: "So?" }, image, file] }];
    const { id } = await client.responses.create({ ...ask("hello"), input, previous_response_id: first.id });
    assertResponse(sent(await client.responses.retrieve(id)));

    const got = (path: string, init: RequestInit = {}) =>
      transport
        .fetch(`${transport.origin}/v1/embed/responses${path}`, {
          ...init,
          headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        })
        .then((response) => response.json());
    const items: unknown = await got(`/${id}/input_items`);
    assertValid("openai-responses", "ResponseItemList", items);
    assertDocumented("ItemList", items);
    const tokens: unknown = await got("/input_tokens", { method: "POST", body: JSON.stringify(ask("hello")) });
    assertValid("openai-responses", "TokenCountsResource", tokens);
    assertDocumented("InputTokens", tokens);
    const window: unknown = await got("/compact", { method: "POST", body: JSON.stringify({ ...ask("hello"), previous_response_id: id }) });
    for (const contract of ["open-responses", "openai-responses"] as const) assertValid(contract, "CompactResource", window);
    assertDocumented("Compaction", window);
    const deleted: unknown = await got(`/${id}`, { method: "DELETE" });
    expect(deleted).toEqual({ id, object: "response", deleted: true });
    assertDocumented("DeletedResponse", deleted);
    const gone: unknown = await got(`/${id}`);
    assertDocumented("Error", gone);
    expect(gone).toHaveProperty("error.code", "response_not_found");
  });

  test("a response in the background, from the beginning to its end, and again as a stream", async () => {
    const { client } = await open("native");
    const begun = sent(await client.responses.create({ ...ask("slow"), background: true }));
    assertResponse(begun);
    expect(["queued", "in_progress"]).toContain(begun.status);
    const cancelled = sent(await client.responses.cancel(begun.id));
    assertResponse(cancelled);
    expect(cancelled.status).toBe("cancelled");
    const again = await all(await client.responses.retrieve(begun.id, { stream: true }));
    for (const event of again) assertEvent(event);
    assertStreamGrammar(again);
  });

  test("an error", async () => {
    const { client } = await open("native");
    const error = await client.responses.create({ ...ask("hello"), temperature: 9 }).catch((thrown: unknown) => thrown);
    if (!(error instanceof OpenAI.APIError)) throw new Error("The request did not fail.");
    assertDocumented("Error", { error: error.error });
    expect(error.status).toBe(400);
  });

  test("what comes over a WebSocket", async () => {
    const { ask: request } = await talk(await listen());
    const events = await request({ ...ask("hello") });
    for (const event of events) assertEvent(event);
    const failed = await request({ ...ask("cut", JSON_TEXT) });
    for (const event of failed) assertEvent(event);
    expect(failed.at(-2)?.type).toBe("error");
    assertValid("open-responses", "WebSocketErrorEvent", failed.at(-2));
    const refused = await request({ ...ask("hello"), previous_response_id: "resp_nothing" });
    assertValid("open-responses", "WebSocketErrorEvent", refused[0]);
  });
});

describe("conversations keep OpenAI's contract and our document", () => {
  test("every endpoint", async () => {
    const { transport, secret } = await open("native");
    const call = async (method: string, path: string, body?: object): Promise<{ id: string; data: { id: string }[] }> => {
      const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
      const response = await transport.fetch(`${transport.origin}/v1/embed/conversations${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      expect(response.status).toBe(200);
      return response.json();
    };
    const conversation = await call("POST", "", { metadata: { a: "b" }, title: "T", items: [{ role: "user", content: "Hi" }] });
    const path = `/${conversation.id}`;
    const added = await call("POST", `${path}/items`, {
      items: [
        { role: "assistant", content: "Hello" },
        { type: "function_call", call_id: "c", name: "f", arguments: "{}" },
      ],
    });
    const item = await call("GET", `${path}/items/${added.data[0]?.id}`);
    const lists = [added, await call("GET", `${path}/items`)];
    const conversations = [
      conversation,
      await call("GET", path),
      await call("POST", path, { metadata: { c: "d" } }),
      await call("DELETE", `${path}/items/${added.data[0]?.id}`),
    ];
    for (const one of conversations) assertValid("openai-conversations", "ConversationResource", one);
    for (const one of conversations) assertDocumented("Conversation", one);
    for (const list of lists) assertValid("openai-conversations", "ConversationItemList", list);
    for (const list of lists) assertDocumented("ItemList", list);
    assertValid("openai-conversations", "ConversationItem", item);
    assertDocumented("Item", item);
    assertDocumented("ConversationList", await call("GET", ""));
    const deleted = await call("DELETE", path);
    assertValid("openai-conversations", "DeletedConversationResource", deleted);
    assertDocumented("DeletedConversation", deleted);
  });
});
