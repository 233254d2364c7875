import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Actor } from "@/lib/audit/actor";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { searchServices } from "@/lib/tools/web/search-services";
import { applyStoredSearchServices } from "./apply";
import { removeSearchService, saveSearchService } from "./mutations";
import { listSearchServices } from "./queries";
import { SaveSearchServiceBody } from "./schema";
import { testSearchService } from "./test-service";

const CANARY = "key-canary-0123456789";
let actor: Actor;
beforeEach(async () => {
  const workspace = await prisma().workspace.create({ data: { id: newId("ws"), name: "Test" } });
  actor = { type: "system", userId: null, workspaceId: workspace.id, ip: null, userAgent: null, requestId: null };
});
afterEach(async () => {
  await prisma().searchService.deleteMany();
  await applyStoredSearchServices();
});

async function searxng(status = 200): Promise<{ url: string; asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.writeHead(status).end(JSON.stringify({ results: [{ url: "https://a.test/", title: "A" }] }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const save = (body: Partial<SaveSearchServiceBody>) =>
  saveSearchService(actor, SaveSearchServiceBody.parse({ backend: "searxng", baseUrl: null, apiKey: null, allowLocal: true, ...body }));

test("a service is tested and asked with its key, which stands nowhere in the clear", async () => {
  const { url, asked } = await searxng();
  expect(await save({ baseUrl: url, apiKey: CANARY })).toEqual({ ok: true });
  expect(await testSearchService("searxng")).toMatchObject({ ok: true, results: 1 });
  expect(asked).toEqual([`Bearer ${CANARY}`]);
  expect(await listSearchServices()).toEqual([
    { backend: "searxng", baseUrl: url, allowLocal: true, last4: "6789", hasKey: true, isUnreadable: false },
  ]);
  const rows = await prisma()
    .$queryRaw`SELECT encode(secret, 'escape') AS secret, row_to_json(search_service)::text AS row FROM search_service`;
  const audit = await prisma().auditEvent.findMany({ where: { workspaceId: actor.workspaceId } });
  expect(JSON.stringify([rows, audit])).not.toContain("canary");
  expect(audit.map(({ action }) => action)).toEqual(["search_service.created"]);
});

test("a test that fails says why, and nothing of what was answered", async () => {
  const { url } = await searxng(403);
  await save({ baseUrl: url, apiKey: CANARY });
  expect(await testSearchService("searxng")).toEqual({ ok: false, message: "The search failed: SearXNG answered with status 403." });
  expect(await testSearchService("brave")).toMatchObject({ ok: false });
});

test("what is stored is asked in its order, until it is removed", async () => {
  const { url } = await searxng();
  await save({ backend: "brave", apiKey: CANARY, allowLocal: false });
  await save({ baseUrl: url });
  await applyStoredSearchServices();
  expect(searchServices()).toEqual([
    { backend: "brave", base: "https://api.search.brave.com/res/v1", key: CANARY, reach: "public" },
    { backend: "searxng", base: url, key: null, reach: "own" },
  ]);
  expect(await removeSearchService(actor, "brave")).toEqual({ ok: true });
  expect(await removeSearchService(actor, "brave")).toEqual({ ok: false, reason: "not_found" });
  await applyStoredSearchServices();
  expect(searchServices().map(({ backend }) => backend)).toEqual(["searxng"]);
});

test.each([
  [{ baseUrl: null }, "needs_url"],
  [{ backend: "brave", apiKey: null }, "needs_key"],
  [{ backend: "brave", apiKey: "" }, "needs_key"],
  [{ baseUrl: "http://127.0.0.1:1", allowLocal: false }, "local_address"],
  [{ baseUrl: "http://169.254.169.254" }, "metadata_address"],
  [{ baseUrl: "https://user:pw@1.1.1.1" }, "url_with_credentials"],
  [{ baseUrl: "http://1.1.1.1" }, "not_https"],
  [{ baseUrl: "https://1.1.1.1/#a" }, "invalid_url"],
] as [Partial<SaveSearchServiceBody>, string][])("%j is refused: %s", async (body, reason) => {
  expect(await save(body)).toEqual({ ok: false, reason });
});

test("a stored key goes to another address only after it was typed again", async () => {
  await save({ baseUrl: "http://127.0.0.1:1", apiKey: CANARY });
  expect(await save({ baseUrl: "http://127.0.0.1:2" })).toEqual({ ok: false, reason: "key_for_another_address" });
  expect(await save({ baseUrl: "http://127.0.0.1:1" })).toEqual({ ok: true });
  expect(await save({ baseUrl: "http://127.0.0.1:2", apiKey: "" })).toEqual({ ok: true });
});
