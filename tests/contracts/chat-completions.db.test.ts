import OpenAI from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { all, JSON_FORMAT, MESSAGES, open, provider, WEATHER } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { assertDocumented } from "./assert-documented";
import { assertValid } from "./assert-valid";

afterAll(() => provider.close());

describe("chat completions keep OpenAI's contract", () => {
  test.each([
    ["an interface", "hello", {}],
    ["JSON", "json", { response_format: JSON_FORMAT }],
    ["tool calls", "calls", { tools: [WEATHER] }],
    ["a cut answer", "short", { response_format: JSON_FORMAT }],
    ["a filtered answer", "filtered", { response_format: JSON_FORMAT }],
  ])("%s, whole and in every chunk", async (_what, model, extra) => {
    const { client } = await open("native");
    const body = { model: customModel(model), messages: MESSAGES, ...extra };
    assertValid("openai-chat", "CreateChatCompletionRequest", body);
    const whole = await client.chat.completions.create(body);
    assertValid("openai-chat", "CreateChatCompletionResponse", whole);
    assertDocumented("ChatCompletion", whole);
    const chunks = await all(await client.chat.completions.create({ ...body, stream: true, stream_options: { include_usage: true } }));
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) {
      assertValid("openai-chat", "CreateChatCompletionStreamResponse", chunk);
      assertDocumented("ChatCompletionChunk", chunk);
    }
  });

  test.each([
    ["400", { model: customModel("hello"), messages: [] }],
    ["404", { model: "nothing/like-this", messages: MESSAGES }],
    ["502", { model: customModel("broken"), messages: MESSAGES }],
  ])("an error %s", async (status, body) => {
    const { client } = await open("native");
    const error = await client.chat.completions.create(body, { maxRetries: 0 }).catch((thrown: unknown) => thrown);
    if (!(error instanceof OpenAI.APIError)) throw new Error("The request did not fail.");
    expect(String(error.status)).toBe(status);
    assertValid("openai-chat", "ErrorResponse", { error: error.error });
    assertDocumented("Error", { error: error.error });
  });

  test("a stream that breaks says so in the form of an error", async () => {
    const { transport, secret } = await open("native");
    const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ model: customModel("cut"), messages: MESSAGES, response_format: JSON_FORMAT, stream: true }),
    });
    const last = (await response.text()).trimEnd().split("\n\n").at(-1) ?? "";
    const error: unknown = JSON.parse(last.slice("data: ".length));
    expect(error).toHaveProperty("error.code", "upstream_failed");
    assertValid("openai-chat", "ErrorResponse", error);
    assertDocumented("Error", error);
  });

  test("the check itself notices what is missing, and where", async () => {
    const { client } = await open("native");
    const whole = await client.chat.completions.create({ model: customModel("hello"), messages: MESSAGES });
    const broken = { ...whole, choices: whole.choices.map((choice) => ({ ...choice, finish_reason: "finished" })) };
    expect(() => assertValid("openai-chat", "CreateChatCompletionResponse", broken)).toThrow("/choices/0/finish_reason");
  });
});

describe("what makes interface of what it is given keeps the contract of chat completions", () => {
  const post = async (path: string, body: object): Promise<object> => {
    const { transport, secret } = await open("native");
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const response = await transport.fetch(`${transport.origin}/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    return response.json();
  };

  test("a visualization", async () => {
    const shown = await post("/visualize/chat/completions", { model: customModel("hello"), messages: MESSAGES });
    assertValid("openai-chat", "CreateChatCompletionResponse", shown);
    assertDocumented("ChatCompletion", shown);
    expect(shown).toHaveProperty("choices.0.finish_reason", "stop");
  });

  test.each(["/autofix", "/autofix/chat/completions"])("a fix by %s: mended, or as it was", async (path) => {
    for (const program of ['root = Card([a])\na = TextContent("Hi")', "root = Card([a, nobody])\na = Nothing(1)", "nonsense"]) {
      const fixed = await post(path, { messages: [{ role: "assistant", content: program }] });
      assertValid("openai-chat", "CreateChatCompletionResponse", fixed);
      assertDocumented("FixCompletion", fixed);
      expect(fixed).toHaveProperty("fix_summary.status");
    }
  });
});

describe("models keep OpenAI's contract", () => {
  test("the list, and each model of it", async () => {
    const { transport, client, secret } = await open("native");
    const response = await transport.fetch(`${transport.origin}/v1/embed/models`, { headers: { authorization: `Bearer ${secret}` } });
    const list = (await response.json()) as { data: { id: string }[] };
    assertValid("openai-models", "ListModelsResponse", list);
    assertDocumented("ModelList", list);
    expect(list.data.length).toBeGreaterThan(0);
    for (const { id } of list.data) {
      const model = await client.models.retrieve(id);
      assertValid("openai-models", "Model", model);
      assertDocumented("Model", model);
    }
  });
});
