import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startThrowAwayPostgres } from "../../scripts/postgres.mjs";
import { customModel, type Provider, startCustomProvider, writeChoices } from "../http/provider";
import { type Relay, startRelay } from "../keys/relay";
import { type Served, startServed } from "./served";

const PAGE = "<h1>The database does not answer</h1>";
/** Within so much a frozen database is told, on a machine that has nothing else to do; a busy one gets as much again. */
const TOLD_MS_MAX = 10_000;

let server: Served;
let relay: Relay;
let provider: Provider;
let own: Awaited<ReturnType<typeof startThrowAwayPostgres>> | null = null;
let release: () => void = () => {};

beforeAll(async () => {
  provider = await startCustomProvider({
    slow: async (response) => {
      writeChoices(response, [{ delta: { content: "{" } }], { end: false });
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      writeChoices(response, [{ delta: { content: "}" }, finish_reason: "stop" }]);
    },
  });
  if (!process.env.TEST_POSTGRES_SERVER) {
    own = await startThrowAwayPostgres();
    process.env.TEST_POSTGRES_SERVER = own.server;
  }
  const address = new URL(`${process.env.TEST_POSTGRES_SERVER}/vitrine_frozen_${process.pid}`);
  relay = await startRelay(address.hostname, Number(address.port));
  address.host = `127.0.0.1:${relay.port}`;
  server = await startServed({ DATABASE_URL: address.href, UPSTREAM_BASE_URL: process.env.UPSTREAM_BASE_URL ?? "", LOG_LEVEL: "error" });
}, 900_000);
afterEach(() => relay.thaw());
afterAll(async () => {
  await server?.stop();
  await relay?.close();
  await own?.stop();
  provider?.close();
});

interface Told {
  what: string;
  status: number;
  ms: number;
  retryAfter: string | null;
  text: string;
}

async function ask(what: string, path: string, init: RequestInit): Promise<Told> {
  const startedAt = performance.now();
  const response = await fetch(`${server.url}${path}`, { redirect: "manual", ...init });
  const text = await response.text();
  return { what, status: response.status, ms: performance.now() - startedAt, retryAfter: response.headers.get("retry-after"), text };
}

/** Everything that asks the database, by who asks and for what; all at once, or first one after the other. */
async function everywhere(isAtOnce = true): Promise<Told[]> {
  const page = { accept: "text/html", cookie: server.cookie };
  const key = { authorization: `Bearer ${server.secret}`, "content-type": "application/json" };
  const session = { cookie: server.cookie, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const chat = JSON.stringify({ model: "c1/vitrine/offline/v-20261122", input: "Hi" });
  const asks: [what: string, path: string, init: RequestInit][] = [
    ["a visitor's page", "/sign-in", { headers: { accept: "text/html" } }],
    ["a page that is not there", "/nowhere", { headers: { accept: "text/html" } }],
    ["a member's page", "/keys", { headers: page }],
    ["another one", "/settings", { headers: page }],
    ["a page's data", "/models", { headers: { ...page, accept: "*/*", rsc: "1" } }],
    ["next-auth", "/api/auth/session", { headers: { cookie: server.cookie } }],
    ["a stored response", "/v1/embed/responses/resp_x", { headers: key }],
    ["a new response", "/v1/embed/responses", { method: "POST", headers: key, body: chat }],
    ["the API by session", "/v1/embed/conversations", { method: "POST", headers: session, body: "{}" }],
    ["the API's list", "/v1/embed/conversations", { headers: key }],
  ];
  if (isAtOnce) return Promise.all(asks.map((one) => ask(...one)));
  const told: Told[] = [];
  for (const one of asks) told.push(await ask(...one));
  return told;
}

/** Pages believe in a database that has just been heard of: what is asked for here comes once they no longer do. */
async function untilPagesAnswer(status: number): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    if ((await fetch(`${server.url}/sign-in`)).status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The sign-in page never answered with ${status}.`);
}

function isExplained(text: string): boolean {
  return text.startsWith("<") ? text.includes(PAGE) : JSON.parse(text).error.code === "service_unavailable";
}

/** What is wrong with how the fault was told; nothing, if nothing is. */
function faultsOf(told: Told[]): string[] {
  return told.flatMap(({ what, status, retryAfter, ms, text }) => [
    ...(status === 503 && Number(retryAfter) > 0 ? [] : [`${what}: ${status}, retry-after ${retryAfter}`]),
    ...(ms < TOLD_MS_MAX ? [] : [`${what}: after ${ms} ms`]),
    ...(isExplained(text) ? [] : [`${what}: ${text}`]),
  ]);
}

describe("a database that freezes", () => {
  test("is told with 503 everywhere within seconds, at first and later on, and all is well when it thaws", {
    timeout: 180_000,
  }, async () => {
    const before = await everywhere(false);
    expect(before.filter(({ status }) => status >= 500)).toEqual([]);
    relay.freeze("");
    await untilPagesAnswer(503);
    expect(faultsOf(await everywhere())).toEqual([]);
    expect(faultsOf(await everywhere())).toEqual([]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    relay.thaw();
    await untilPagesAnswer(200);
    const after = await everywhere(false);
    expect(after.map(({ what, status }) => [what, status])).toEqual(before.map(({ what, status }) => [what, status]));
  });

  test("a chat that streams meanwhile ends whole; a response, which can't be stored, with an error", { timeout: 180_000 }, async () => {
    const headers = { authorization: `Bearer ${server.secret}`, "content-type": "application/json" };
    const open = async (path: string, body: object) => {
      const response = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify({ model: customModel("slow"), stream: true, ...body }),
      });
      expect(response.status).toBe(200);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      let text = Buffer.from((await reader.read()).value ?? []).toString();
      const rest = async () => {
        for (let part = await reader.read(); !part.done; part = await reader.read()) text += Buffer.from(part.value).toString();
        return text;
      };
      return rest;
    };
    const json = { response_format: { type: "json_object" } };
    const chat = await open("/v1/embed/chat/completions", { messages: [{ role: "user", content: "Hi" }], ...json });
    const endChat = release;
    const stored = await open("/v1/embed/responses", { input: "Hi", text: { format: { type: "json_object" } } });
    const endStored = release;
    relay.freeze("");
    endChat();
    endStored();
    expect(await chat()).toMatch(/data: \[DONE\]\n\n$/);
    const events = (await stored()).match(/^event: \S+$/gm) ?? [];
    expect(events).not.toContain("event: response.completed");
    expect(events.at(-1)).toMatch(/^event: (?:error|response\.failed)$/);
    relay.thaw();
    await untilPagesAnswer(200);
  });
});

test("a database that refuses is told with 503 at once, by pages too", { timeout: 120_000 }, async () => {
  await relay.close();
  expect(faultsOf(await everywhere())).toEqual([]);
});
