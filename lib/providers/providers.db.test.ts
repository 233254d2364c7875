import { afterEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/audit/actor";
import { prisma } from "@/lib/prisma";
import { listModels, resolveModel } from "@/lib/upstream/models";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";
import { applyProviders } from "./apply";
import { removeAlias, removeProvider, saveAlias, saveProvider } from "./mutations";
import { listProviders } from "./queries";
import type { SaveProviderBody } from "./schema";
import { testConnection } from "./test-connection";

const ACTOR: Actor = { type: "system", userId: null, workspaceId: "ws_test", ip: null, userAgent: null, requestId: null };
const KEY = "sk-canary-0123456789-wxyz";
const server = (baseUrl: string, rest: Partial<SaveProviderBody> = {}): SaveProviderBody => ({
  name: "ollama",
  label: "Ollama",
  baseUrl,
  apiKey: KEY,
  allowLocal: true,
  ...rest,
});

afterEach(async () => {
  await prisma().providerSetting.deleteMany();
  await prisma().modelAlias.deleteMany();
  await applyProviders();
});

/** Speaks the OpenAI format: one model, one word. */
const startOllama = () =>
  startProvider((request, response) => {
    if (request.method === "GET") {
      response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"llama3.2:3b"}]}');
    } else {
      sendEvents(response, [{ choices: [{ delta: { content: "Hi" }, finish_reason: "stop" }] }, "[DONE]"]);
    }
  });

describe("a provider set up while the server runs", () => {
  test("answers, is listed and can be tested; removed, it is gone", async () => {
    const ollama = await startOllama();
    expect(await saveProvider(ACTOR, server(`${ollama.url}/v1`))).toEqual({ ok: true });
    await applyProviders();
    expect((await listModels()).map(({ id }) => id)).toContain("c1/ollama/llama3.2:3b/v-20261122");
    expect(resolveModel("ollama/llama3.2:3b").id).toBe("ollama/llama3.2:3b");
    expect(await testConnection("ollama")).toMatchObject({ ok: true, models: 1, model: "llama3.2:3b" });
    expect(ollama.requests.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);

    expect(await removeProvider(ACTOR, "ollama")).toEqual({ ok: true });
    await applyProviders();
    expect(() => resolveModel("ollama/llama3.2:3b")).toThrow(/does not exist/);
    expect(await removeProvider(ACTOR, "ollama")).toEqual({ ok: false, reason: "not_found" });
  });

  test("its models are listed as soon as a wrong key was mended", async () => {
    const strict = await startProvider((request, response) => {
      const isLetIn = request.headers.authorization === `Bearer ${KEY}`;
      response.writeHead(isLetIn ? 200 : 401, { "content-type": "application/json" }).end('{"data":[{"id":"llama3.2:3b"}]}');
    });
    const ids = async () => (await listModels()).map(({ id }) => id);
    await saveProvider(ACTOR, server(strict.url, { apiKey: "sk-wrong" }));
    await applyProviders();
    expect(await ids()).not.toContain("c1/ollama/llama3.2:3b/v-20261122");
    await saveProvider(ACTOR, server(strict.url));
    await applyProviders();
    expect(await ids()).toContain("c1/ollama/llama3.2:3b/v-20261122");
  });

  test("its key is kept when none is sent, and is never shown nor readable in the database or the audit", async () => {
    const ollama = await startOllama();
    await saveProvider(ACTOR, server(`${ollama.url}/v1`));
    await saveProvider(ACTOR, server(`${ollama.url}/v1`, { label: "Mine", apiKey: null }));
    const views = await listProviders();
    expect(views).toMatchObject([{ name: "ollama", label: "Mine", last4: "wxyz", isUnreadable: false }]);
    const rows = await prisma().providerSetting.findMany();
    const audit = await prisma().auditEvent.findMany({ where: { targetId: "ollama" } });
    expect(audit.map(({ action }) => action).slice(-2)).toEqual(["provider.created", "provider.changed"]);
    const everything = JSON.stringify([
      views,
      audit,
      rows.map(({ secret, ...rest }) => [rest, Buffer.from(secret ?? []).toString("latin1")]),
    ]);
    expect(everything).not.toContain("canary");
    await applyProviders();
    expect(await testConnection("ollama")).toMatchObject({ ok: true });
  });

  test.each([
    ["another host", (url: string) => url.replace("127.0.0.1", "localhost")],
    ["another path", (url: string) => url.replace("/v1", "/v2")],
    ["another query", (url: string) => `${url}?to=elsewhere`],
  ])("its key never goes to %s without being typed again, not even for a test", async (_what, moved) => {
    const ollama = await startOllama();
    const before = `${ollama.url}/v1`;
    const askAll = async () => {
      ollama.requests.length = 0;
      await applyProviders();
      await testConnection("ollama");
      await saveAlias(ACTOR, { id: "mine", targets: ["ollama/llama3.2:3b"] });
      await listModels();
      return ollama.requests.map(({ headers, path }) => ({ url: `http://${headers.host}${path}`, key: headers.authorization }));
    };
    await saveProvider(ACTOR, server(before));
    expect(await saveProvider(ACTOR, server(moved(before), { apiKey: null }))).toEqual({ ok: false, reason: "key_for_another_address" });
    expect((await askAll()).map(({ url }) => url)).toEqual(expect.arrayContaining([`${before}/models`, `${before}/chat/completions`]));
    expect((await askAll()).every(({ url }) => url === `${before}/models` || url === `${before}/chat/completions`)).toBe(true);

    expect(await saveProvider(ACTOR, server(`${before}/`, { apiKey: null }))).toEqual({ ok: true });
    expect(await saveProvider(ACTOR, server(moved(before), { apiKey: "" }))).toEqual({ ok: true });
    const asked = await askAll();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ key }) => key === undefined)).toBe(true);
  });

  test("a vendor's key stays with the vendor's own address", async () => {
    const gateway = await startOllama();
    const openai = { name: "openai", label: "OpenAI", allowLocal: true };
    expect(await saveProvider(ACTOR, { ...openai, baseUrl: null, apiKey: KEY })).toEqual({ ok: true });
    const moved = { ...openai, baseUrl: `${gateway.url}/v1`, apiKey: null };
    expect(await saveProvider(ACTOR, moved)).toEqual({ ok: false, reason: "key_for_another_address" });
    expect(await saveProvider(ACTOR, { ...moved, apiKey: "sk-for-the-gateway" })).toEqual({ ok: true });
    expect(await saveProvider(ACTOR, { ...moved, baseUrl: null })).toEqual({ ok: false, reason: "key_for_another_address" });
  });

  test("a key moved to another provider's row does not open there", async () => {
    const ollama = await startOllama();
    await saveProvider(ACTOR, server(`${ollama.url}/v1`));
    await prisma().providerSetting.update({ where: { name: "ollama" }, data: { name: "evil" } });
    expect(await listProviders()).toMatchObject([{ name: "evil", isUnreadable: true }]);
  });

  test.each([
    [{ name: "mine", baseUrl: null }, "needs_url"],
    [{ name: "openai", baseUrl: null, apiKey: null }, "needs_key"],
    [{ name: "mine", allowLocal: false }, "local_address"],
    [{ name: "mine", baseUrl: "http://169.254.169.254/v1" }, "metadata_address"],
  ])("%j is refused: %s", async (change, reason) => {
    expect(await saveProvider(ACTOR, server("http://127.0.0.1:9/v1", change))).toEqual({ ok: false, reason });
    expect(await listProviders()).toEqual([]);
  });

  test("a test says what is wrong, in our words", async () => {
    expect(await testConnection("ollama")).toMatchObject({ ok: false });
    const refusing = await startProvider((_, response) => response.writeHead(401).end('{"error":{"message":"sk-ca***wxyz"}}'));
    await saveProvider(ACTOR, server(refusing.url));
    await applyProviders();
    expect(await testConnection("ollama")).toEqual({ ok: false, message: "Ollama refused the key." });
  });
});

describe("an alias", () => {
  test("stands for other models, in order, from the next request on", async () => {
    expect(await saveAlias(ACTOR, { id: "gpt-4o", targets: ["openai/gpt-5", "c1/vitrine/offline/v-20261122"] })).toEqual({ ok: true });
    await applyProviders();
    expect(resolveModel("gpt-4o").id).toBe("c1/vitrine/offline/v-20261122");
    await removeAlias(ACTOR, "gpt-4o");
    await applyProviders();
    expect(() => resolveModel("gpt-4o")).toThrow(/does not exist/);
  });

  test("can't stand for itself or another alias", async () => {
    await saveAlias(ACTOR, { id: "a", targets: ["openai/gpt-5"] });
    expect(await saveAlias(ACTOR, { id: "b", targets: ["a"] })).toEqual({ ok: false, reason: "alias_loop" });
    expect(await saveAlias(ACTOR, { id: "openai/gpt-5", targets: ["google/x"] })).toEqual({ ok: false, reason: "alias_loop" });
    expect(await saveAlias(ACTOR, { id: "c", targets: ["c"] })).toEqual({ ok: false, reason: "alias_loop" });
  });
});
