import { setTimeout as sleep } from "node:timers/promises";
import { APIError, NotFoundError } from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { all, JSON_FORMAT, MESSAGES, open, provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { within } from "@/tests/http/request";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

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
    const askedBefore = provider.asked.length;
    const controller = new AbortController();
    const ask = { model: customModel(model), messages: MESSAGES, response_format: JSON_FORMAT, stream: true } as const;
    const reading = client.chat.completions.create(ask, { signal: controller.signal }).then(all);
    await within(10_000, () => provider.asked.length > askedBefore);
    await sleep(150);
    controller.abort();
    await reading.catch(() => null);
    await within(1_000, () => provider.left.has(model));
    await within(5_000, async () => (await usageOf(actor.workspaceId)).length > 0);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 499, errorCode: "client_disconnected" })]);
  });
});
