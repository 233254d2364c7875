import { PermissionDeniedError } from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { revokeKey, setKeyDisabled } from "@/lib/keys/mutations";
import { mintSecret } from "@/lib/keys/secret";
import { prisma } from "@/lib/prisma";
import { MESSAGES, open, provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";
import { newKey } from "@/tests/keys/fixture";

afterAll(() => provider.close());

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
