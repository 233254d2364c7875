import OpenAI, { AuthenticationError, NotFoundError, PermissionDeniedError } from "openai";
import { describe, expect, test } from "vitest";
import { mintFrontendToken } from "@/lib/keys/frontend-token";
import { revokeKey } from "@/lib/keys/mutations";
import { redact } from "@/lib/redact";
import { openConversations } from "@/tests/http/conversations";
import { TRANSPORTS } from "@/tests/http/transport";
import { newKey } from "@/tests/keys/fixture";

const MODEL = "c1/vitrine/offline/v-20261122";
const MESSAGE = { type: "message", role: "user", content: "Mine" } as const;

describe.each(TRANSPORTS)("frontend tokens over the %s transport", (name) => {
  const open = async () => {
    const opened = await openConversations(name);
    const { transport, client } = opened;
    const base = { baseURL: `${transport.origin}/v1`, fetch: transport.fetch, maxRetries: 0 };
    const mint = (body: object, apiKey = opened.secret) =>
      new OpenAI({ ...base, apiKey }).post<{ token: string; expires_at: number }>("/frontend-tokens", { body });
    const browser = async (body: object) => new OpenAI({ ...base, apiKey: (await mint(body)).token });
    return { ...opened, client, base, mint, browser };
  };
  const listed = async (client: OpenAI) => {
    const page = await client.get<{ data: { id: string }[] }>("/conversations", { query: { limit: 100 } });
    return page.data.map(({ id }) => id);
  };

  test("200: a browser creates, titles, fills, reads and deletes the conversations of its user, which the server sees too", async () => {
    const { client, mint, browser } = await open();
    const before = Math.floor(Date.now() / 1_000);
    const { token, expires_at } = await mint({ user_id: "user 1" });
    expect(token).toMatch(/^fct_/);
    expect(expires_at - before).toBeGreaterThanOrEqual(3_600);
    const ada = await browser({ user_id: "user 1" });
    const made = await ada.conversations.create({ items: [MESSAGE], metadata: { topic: "a" } });
    await ada.post(`/conversations/${made.id}`, { body: { title: "Sales" } });
    expect(await ada.get(`/conversations/${made.id}`)).toMatchObject({ id: made.id, title: "Sales", metadata: { topic: "a" } });
    await ada.conversations.items.create(made.id, { items: [{ ...MESSAGE, content: "More" }] });
    const items = await ada.conversations.items.list(made.id, { order: "asc" });
    expect(items.data).toHaveLength(2);
    expect(await listed(ada)).toEqual([made.id]);
    expect(await listed(client)).toContain(made.id);
    expect(await ada.conversations.delete(made.id)).toMatchObject({ deleted: true });
    expect(await listed(ada)).toEqual([]);
  });

  test("404: what is another user's, another app's or the server's is a missing one, for reading, writing and references", async () => {
    const { client, browser } = await open();
    const [ada, bob] = [await browser({ user_id: "ada" }), await browser({ user_id: "bob" })];
    const inApp = await browser({ user_id: "ada", app_id: "shop" });
    const [hers, theirs] = [await ada.conversations.create({ items: [MESSAGE] }), await client.conversations.create({ items: [MESSAGE] })];
    const [item] = (await ada.conversations.items.list(hers.id)).data;
    for (const [who, id] of [
      [bob, hers.id],
      [inApp, hers.id],
      [ada, theirs.id],
    ] as const) {
      await expect(who.conversations.retrieve(id)).rejects.toBeInstanceOf(NotFoundError);
      await expect(who.conversations.update(id, { metadata: {} })).rejects.toBeInstanceOf(NotFoundError);
      await expect(who.conversations.items.list(id)).rejects.toBeInstanceOf(NotFoundError);
      await expect(who.conversations.items.create(id, { items: [MESSAGE] })).rejects.toBeInstanceOf(NotFoundError);
      await expect(who.conversations.items.retrieve(item?.id ?? "", { conversation_id: id })).rejects.toBeInstanceOf(NotFoundError);
      await expect(who.conversations.items.delete(item?.id ?? "", { conversation_id: id })).rejects.toBeInstanceOf(NotFoundError);
      await expect(who.conversations.delete(id)).rejects.toBeInstanceOf(NotFoundError);
    }
    const reference = { items: [{ type: "item_reference", id: item?.id ?? "" }] };
    await expect(bob.post("/conversations", { body: reference })).rejects.toMatchObject({ status: 404, code: "item_not_found" });
    await ada.post("/conversations", { body: reference });
    expect([await listed(bob), await listed(inApp)]).toEqual([[], []]);
    expect(await ada.conversations.retrieve(hers.id)).toMatchObject({ id: hers.id });
  });

  test("401: expired, forged, cut and foreign tokens, and those of a revoked key, at once", async () => {
    const { mint, base, actor, browser } = await open();
    const { token } = await mint({ user_id: "ada" });
    const { key, secret } = await newKey(actor);
    const soonRevoked = new OpenAI({ ...base, apiKey: (await mint({ user_id: "ada" }, secret)).token });
    expect(await listed(soonRevoked)).toEqual([]);
    await revokeKey(actor, key.id);
    const [body = "", signature = ""] = token.split(".");
    const swapped = Buffer.from(Buffer.from(body.slice(4), "base64url").toString().replace("ada", "eve")).toString("base64url");
    const bad = [
      mintFrontendToken(key.id, { id: "ada", appId: null }, Math.floor(Date.now() / 1_000) - 1),
      `fct_${swapped}.${signature}`,
      token.slice(0, -1),
      `${token}x`,
      "fct_",
      "fct_.",
      `fct_${"a".repeat(3_000)}.${signature}`,
    ];
    for (const apiKey of bad) {
      const error = await listed(new OpenAI({ ...base, apiKey })).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({ status: 401, code: "invalid_frontend_token" });
    }
    await expect(listed(soonRevoked)).rejects.toMatchObject({ status: 401, code: "invalid_frontend_token" });
    expect(await listed(await browser({ user_id: "ada" }))).toEqual([]);
  });

  test("403: a token asks no model, makes no token and no keys; a key kept away from conversations mints none that works", async () => {
    const { browser, base, mint, actor } = await open();
    const ada = await browser({ user_id: "ada" });
    const asked = ada.chat.completions.create({ model: MODEL, messages: [{ role: "user", content: "Hello" }] });
    await expect(asked).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(ada.responses.create({ model: MODEL, input: "Hello" })).rejects.toMatchObject({ code: "endpoint_not_allowed" });
    await expect(ada.post("/frontend-tokens", { body: { user_id: "eve" } })).rejects.toMatchObject({ code: "endpoint_not_allowed" });
    await expect(ada.models.list()).rejects.toBeInstanceOf(PermissionDeniedError);
    const kept = await newKey(actor, { endpoints: ["frontend-tokens", "chat"] });
    const useless = new OpenAI({ ...base, apiKey: (await mint({ user_id: "ada" }, kept.secret)).token });
    await expect(listed(useless)).rejects.toMatchObject({ code: "endpoint_not_allowed" });
    const away = await newKey(actor, { endpoints: ["chat"] });
    await expect(mint({ user_id: "ada" }, away.secret)).rejects.toMatchObject({ status: 403, code: "endpoint_not_allowed" });
  });

  test("a page of another origin may send the published client's header, and is told why when it may not", async () => {
    const { transport, mint } = await open();
    const url = `${transport.origin}/v1/conversations`;
    const origin = "https://shop.example";
    const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-thesys-frontend-token" };
    const preflight = await transport.fetch(url, { method: "OPTIONS", headers: asked });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-thesys-frontend-token");
    const { token } = await mint({ user_id: "ada" });
    const listing = await transport.fetch(url, { headers: { origin, "x-thesys-frontend-token": token } });
    expect([listing.status, listing.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const refused = await transport.fetch(url, { headers: { origin, "x-thesys-frontend-token": "fct_old" } });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
    expect(redact(`sent ${token} here`)).toBe("sent [redacted] here");
  });

  test("400: who it is for must be said, and in moderation", async () => {
    const { mint } = await open();
    for (const body of [
      {},
      { user_id: "" },
      { user_id: "x".repeat(257) },
      { user_id: 7 },
      { user_id: "a", expires_in_seconds: 1e9 },
      { user_id: "a", key_id: "b" },
    ])
      await expect(mint(body)).rejects.toMatchObject({ status: 400 });
  });
});
