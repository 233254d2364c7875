import { afterEach, expect, test, vi } from "vitest";
import { until } from "@/tests/http/until";
import { startProvider } from "@/tests/upstream/provider-server";
import { fetchModels, listServerModels } from "./server-models";

afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;

const listed = async (body: unknown) => (await models(body)).map(({ id }) => id);

async function models(body: unknown) {
  const server = await startProvider((_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body)),
  );
  return fetchModels("The server", server.url, {}, never);
}

test.each([
  ["OpenAI's envelope", { object: "list", data: [{ id: "m1" }, { id: "m2" }] }],
  ["no envelope", [{ id: "m1" }, { id: "m2" }]],
  ["Google's", { models: [{ name: "models/m1" }, { name: "models/m2" }] }],
  ["Ollama's own", { models: [{ name: "m1", model: "m1" }, { model: "m2" }] }],
  ["bare names", { data: ["m1", "m2"] }],
  ["an object by ids", { data: { m1: {}, m2: {} } }],
  ["odd entries among good ones", { data: [{ id: "m1" }, { name: "no id" }, null, 7, { id: "" }, { id: null }, { id: "m2" }] }],
  ["one twice", { data: [{ id: "m1" }, { id: "m2" }, { id: "m1" }] }],
])("models are listed from %s", async (_, body) => {
  expect(await listed(body)).toEqual(["m1", "m2"]);
});

test("how much a model reads is found under any name that servers have for it", async () => {
  const data = [
    { id: "lm-studio", max_context_length: 131_072, loaded_context_length: 4_096 },
    { id: "vllm", max_model_len: 8_192 },
    { id: "llama.cpp", meta: { n_ctx: 4_096, n_ctx_train: 131_072 } },
    { id: "openrouter", context_length: 200_000 },
    { id: "says nothing" },
    { id: "says nonsense", context_length: "8k", max_model_len: -1, meta: null },
  ];
  expect((await models({ data })).map(({ contextTokens }) => contextTokens)).toEqual([4_096, 8_192, 4_096, 200_000, null, null]);
});

test("null is an empty list", async () => {
  expect(await listed({ object: "list", data: null })).toEqual([]);
});

test("all of many are listed", async () => {
  const ids = Array.from({ length: 1_340 }, (_, i) => `vendor/model-${i}`);
  expect(await listed({ data: ids.map((id) => ({ id, description: "x".repeat(2_000) })) })).toEqual(ids);
});

test.each([
  ["a number", 7],
  ["a text", "models"],
  ["an object without a list", { ok: true }],
  ["a list that is a text", { data: "m1" }],
])("%s is no list of models", async (_, body) => {
  await expect(listed(body)).rejects.toMatchObject({ code: "upstream_failed", message: expect.stringContaining("not a list of models") });
});

test("a server that was away is waited for by nobody, asked again after half a minute, and listed once it has answered", async () => {
  let asked = 0;
  let open = (): void => {};
  const server = await startProvider((_, response) => {
    asked++;
    if (asked === 1) response.writeHead(503).end();
    else open = () => response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"m1"}]}');
  });
  const look = async () => (await listServerModels("The server", server.url, {})).map(({ id }) => id);
  expect(await look()).toEqual([]);
  expect(await look()).toEqual([]);
  expect(asked).toBe(1);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
  // While the server has not answered yet.
  expect(await look()).toEqual([]);
  expect(
    await until(
      () => asked,
      (times) => times === 2,
      10_000,
    ),
  ).toBe(2);
  expect(await look()).toEqual([]);
  open();
  expect(await until(look, (models) => models.length > 0, 10_000)).toEqual(["m1"]);
  expect(asked).toBe(2);
});
