import OpenAI, { NotFoundError } from "openai";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { openTransport, TRANSPORTS, type TransportName } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";

async function open(name: TransportName, models: string[] | null = null) {
  const transport = await openTransport(name, apiRoutes);
  const { secret } = await newKey(await newActor(), { models });
  return { transport, secret, client: new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch }) };
}

describe.each(TRANSPORTS)("GET /v1/embed/models over the %s transport", (name) => {
  test("200: what can be used now, in OpenAI's shape", async () => {
    const { client } = await open(name);
    const { data } = await client.models.list();
    expect(data).toContainEqual({
      id: OFFLINE_MODEL_ID,
      object: "model",
      created: Date.UTC(2026, 10, 22) / 1_000,
      owned_by: "vitrine",
      name: "Offline engine",
      context_length: null,
      max_completion_tokens: null,
      capabilities: ["tools", "structured"],
      pricing: { prompt: "0", completion: "0", input_cache_read: "0", input_cache_write: "0", as_of: "2026-11-22" },
    });
    expect(data.filter((model) => model.id.startsWith("c1/anthropic/"))).toEqual([]);
  });

  test("200: a key sees only the models it may use", async () => {
    const { client } = await open(name, ["c1/custom/other/v-20261122"]);
    expect((await client.models.list()).data).toEqual([]);
    await expect(client.models.retrieve(OFFLINE_MODEL_ID)).rejects.toBeInstanceOf(NotFoundError);
  });

  test("200: a key for which no model was chosen sees none, and 403 when it asks one", async () => {
    const { client } = await open(name, []);
    expect((await client.models.list()).data).toEqual([]);
    const messages = [{ role: "user" as const, content: "hello" }];
    const chat = client.chat.completions.create({ model: OFFLINE_MODEL_ID, messages });
    await expect(chat).rejects.toMatchObject({ status: 403, code: "model_not_allowed" });
    const response = client.responses.create({ model: OFFLINE_MODEL_ID, input: "hello" });
    await expect(response).rejects.toMatchObject({ status: 403, code: "model_not_allowed" });
  });

  test("200: one model, its slashes encoded or not", async () => {
    const { client, transport, secret } = await open(name);
    expect((await client.models.retrieve(OFFLINE_MODEL_ID)).id).toBe(OFFLINE_MODEL_ID);
    const plain = await transport.fetch(`${transport.origin}/v1/models/${OFFLINE_MODEL_ID}/`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect([plain.status, (await plain.json()).id]).toEqual([200, OFFLINE_MODEL_ID]);
  });

  test.each(["nope", "c1/openai/gpt-5/v-20250930", "%00", "__proto__"])("404 model_not_found: %s", async (id) => {
    const { client } = await open(name);
    const error = await client.models.retrieve(id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 404, code: expect.stringMatching(/^(?:model_)?not_found$/) });
  });

  test("HEAD answers as GET does, without a body", async () => {
    const { transport, secret } = await open(name);
    const response = await transport.fetch(`${transport.origin}/v1/embed/models`, {
      method: "HEAD",
      headers: { authorization: `Bearer ${secret}` },
    });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});
