import pg from "pg";
import OpenAI, { RateLimitError } from "openai";
import { afterAll, describe, expect, test, vi } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { rotateKey, setKeyPolicy } from "@/lib/keys/mutations";
import type { CreateKeyBody } from "@/lib/keys/schema";
import { setWorkspaceLimits } from "@/lib/limits/budget/mutations";
import { LimitsBody, NO_LIMITS } from "@/lib/limits/schema";
import { prisma } from "@/lib/prisma";
import { newActor, newKey } from "@/tests/keys/fixture";
import { customModel, startCustomProvider, writeChoices } from "./provider";
import { usageOf } from "./request";
import { listen, talk } from "./socket";
import { openTransport } from "./transport";
import { until } from "./until";

type Script = Parameters<typeof startCustomProvider>[0][string];
const doors: (() => void)[] = [];
/** 20 tokens in, 7 out; at gpt-6.2-astra's price that is $0.00041. */
const hello: Script = (response) => writeChoices(response, [{ delta: { content: "Hello" } }, { delta: {}, finish_reason: "stop" }]);
const held: Script = (response) => {
  writeChoices(response, [{ delta: { content: "He" } }], { end: false });
  doors.push(() => writeChoices(response, [{ delta: { content: "llo" }, finish_reason: "stop" }]));
};
const provider = await startCustomProvider({
  hello,
  held,
  "gpt-6.2-astra": hello,
  failing: (response) => void response.writeHead(400).end('{"error":{"message":"no"}}'),
});
Object.assign(process.env, { OPENAI_API_KEY: "k", OPENAI_API_FORMAT: "chat", OPENAI_BASE_URL: process.env.UPSTREAM_BASE_URL });
afterAll(() => provider.close());

const ASTRA = "c1/openai/gpt-6.2-astra/v-20261122";
const ASTRA_MICROS = 410;
const messages = [{ role: "user" as const, content: "Hello" }];

async function open(body: Partial<CreateKeyBody>) {
  const transport = await openTransport("native", apiRoutes);
  const actor = await newActor();
  const { secret, key } = await newKey(actor, body);
  const client = new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch, maxRetries: 0 });
  const ask = (model = customModel("hello")) => client.chat.completions.create({ model, messages }).withResponse();
  return { transport, actor, key, secret, client, ask };
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as RateLimitError,
  );
const spent = async (subjectId: string) => Number((await prisma().limitDay.findFirst({ where: { subjectId } }))?.micros ?? 0);
const tokens = async (subjectId: string) =>
  (await prisma().limitSecond.findMany({ where: { subjectId } })).reduce((sum, row) => sum + Number(row.tokens), 0);

/** Moves what a key or workspace used back, as if that long had passed. */
async function pass(subjectId: string, seconds: number) {
  await prisma().$executeRaw`UPDATE limit_second SET second = second - ${seconds} WHERE subject_id = ${subjectId}`;
}

describe("limits over HTTP", () => {
  test("requests a minute: the headers count down, one more is 429 that says when, and the place is there again after a minute", async () => {
    const { ask, key } = await open({ limits: { requestsPerMinute: 2 } });
    const { response } = await ask();
    const headersOf = (of: Headers) => Object.fromEntries([...of].filter(([header]) => header.startsWith("x-ratelimit")));
    expect(headersOf(response.headers)).toEqual({
      "x-ratelimit-limit-requests": "2",
      "x-ratelimit-remaining-requests": "1",
      "x-ratelimit-reset-requests": expect.stringMatching(/^1m0(?:\.\d+)?s$|^1m1s$/),
    });
    expect((await ask()).response.headers.get("x-ratelimit-remaining-requests")).toBe("0");
    const error = await failure(ask());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, code: "rate_limit_exceeded", type: "rate_limit_error", param: null });
    expect(error?.message).toMatch(/Rate limit reached for this API key: 2 requests a minute\. Try again in \d+ s\./);
    const wait = Number(error?.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(30);
    expect(wait).toBeLessThanOrEqual(61);
    expect(error?.headers.get("x-should-retry")).toBe("true");
    expect(error?.headers.get("x-ratelimit-remaining-requests")).toBe("0");
    await pass(key.id, 61);
    expect((await ask()).data.choices).toHaveLength(1);
  });

  test("the official client waits as long as it is told and then gets its answer", async () => {
    const { transport, secret, ask, key } = await open({ limits: { requestsPerMinute: 1 } });
    await ask();
    await pass(key.id, 59);
    let requests = 0;
    const counted: typeof fetch = (input, init) => {
      requests++;
      return transport.fetch(input, init);
    };
    const client = new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: counted, maxRetries: 2 });
    const begun = performance.now();
    await client.responses.create({ model: customModel("hello"), input: "Hi" });
    expect(requests).toBe(2);
    expect(performance.now() - begun).toBeGreaterThan(300);
  });

  test("tokens a minute: what is reserved counts until what was used is known", async () => {
    const { ask, key, client } = await open({ limits: { tokensPerMinute: 30 } });
    await ask();
    expect(await tokens(key.id)).toBe(27);
    const { response } = await client.responses.create({ model: customModel("hello"), input: "Hi" }).withResponse();
    expect(response.headers.get("x-ratelimit-limit-tokens")).toBe("30");
    expect(await tokens(key.id)).toBe(54);
    expect(await failure(ask())).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect((await failure(ask()))?.message).toContain("30 tokens a minute");
  });

  test("requests at a time: the third waits for an end, of a chat, a response or one in the background", async () => {
    const { client, ask } = await open({ limits: { parallelRequests: 2 } });
    doors.length = 0;
    const stream = await client.chat.completions.create({ model: customModel("held"), messages, stream: true });
    const background = await client.responses.create({ model: customModel("held"), input: "Hi", background: true });
    const error = await failure(ask());
    expect(error).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect(error?.message).toContain("2 requests at work at a time");
    expect(error?.headers.get("retry-after")).toBe("1");
    await until(
      () => doors.length,
      (count) => count === 2,
      10_000,
    );
    for (const openDoor of doors.splice(0)) openDoor();
    for await (const _ of stream);
    expect((await ask()).data.choices).toHaveLength(1);
    await until(
      () => client.responses.retrieve(background.id),
      ({ status }) => status === "completed",
      10_000,
    );
    const both = await Promise.all([ask(), ask()]);
    expect(both).toHaveLength(2);
    expect(await prisma().limitLease.count({ where: { requestId: { in: both.map(({ request_id: id }) => id ?? "") } } })).toBe(0);
  });

  test("a client that leaves gives its place back, and pays what was reserved", async () => {
    const { client, ask, key } = await open({ limits: { parallelRequests: 1, tokensPerMinute: 1_000_000 } });
    const stream = await client.chat.completions.create({
      model: customModel("held"),
      messages,
      stream: true,
      max_tokens: 500,
      response_format: { type: "json_object" },
    });
    for await (const _ of stream) break;
    await until(
      () => prisma().limitLease.count({ where: { subjectId: key.id } }),
      (count) => count === 0,
      10_000,
    );
    expect(await tokens(key.id)).toBeGreaterThan(500);
    expect((await ask()).data.choices).toHaveLength(1);
  });

  test("what the provider refuses costs nothing, and what is asked wrongly is not counted", async () => {
    const { client, ask, key } = await open({ limits: { requestsPerMinute: 2, tokensPerMinute: 1_000, parallelRequests: 1 } });
    expect(await failure(client.chat.completions.create({ model: "nothing", messages }))).toMatchObject({ status: 404 });
    expect(await failure(client.chat.completions.create({ model: customModel("hello"), messages: [] }))).toMatchObject({ status: 400 });
    expect(await failure(ask(customModel("failing")))).toMatchObject({ code: "upstream_rejected" });
    expect(await failure(client.responses.create({ model: customModel("failing"), input: "Hi" }))).toMatchObject({
      code: "upstream_rejected",
    });
    expect(await tokens(key.id)).toBe(0);
    expect(await failure(ask())).toMatchObject({ code: "rate_limit_exceeded" });
  });

  test("a budget is spent by the list price, in both dialects, and used up it is insufficient_quota, which clients don't try again", async () => {
    const { transport, secret, ask, key, client, actor } = await open({ limits: { dayMicros: 2 * ASTRA_MICROS } });
    await ask(ASTRA);
    expect(await spent(key.id)).toBe(ASTRA_MICROS);
    await client.responses.create({ model: ASTRA, input: "Hello" });
    expect(await spent(key.id)).toBe(2 * ASTRA_MICROS);
    let requests = 0;
    const counted: typeof fetch = (input, init) => {
      requests++;
      return transport.fetch(input, init);
    };
    const patient = new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: counted, maxRetries: 2 });
    const error = await failure(patient.chat.completions.create({ model: ASTRA, messages }));
    expect(requests).toBe(1);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, code: "insufficient_quota", type: "insufficient_quota", param: null });
    expect(error?.message).toMatch(
      /budget of this API key for today \(UTC\) is used up: \$0\.00082\. It opens again at \d{4}-\d\d-\d\dT00:00:00Z\./,
    );
    const sums = (await usageOf(actor.workspaceId)).reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
    expect(sums).toBe(2 * ASTRA_MICROS);
    await setKeyPolicy(actor, key.id, { limits: { dayMicros: 10 * ASTRA_MICROS } });
    expect((await ask(ASTRA)).data.choices).toHaveLength(1);
  });

  test("a budget counts what was spent before it was set, and is the same for the key that a key is rotated to", async () => {
    const { ask, key, actor, transport } = await open({});
    await ask(ASTRA);
    await usageOf(actor.workspaceId);
    await setKeyPolicy(actor, key.id, { limits: { monthMicros: ASTRA_MICROS } });
    expect(await failure(ask(ASTRA))).toMatchObject({ code: "insufficient_quota" });
    const rotated = await rotateKey(actor, key.id, 0);
    if (!rotated.ok) throw new Error(rotated.reason);
    const client = new OpenAI({ apiKey: rotated.secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch, maxRetries: 0 });
    expect(await failure(client.chat.completions.create({ model: ASTRA, messages }))).toMatchObject({ code: "insufficient_quota" });
  });

  test("a budget can't be kept with a model that nobody knows the price of: 403, and nobody is asked; a server of one's own is free", async () => {
    const { ask, key } = await open({ limits: { monthMicros: 1_000_000 } });
    const asked = provider.asked.length;
    expect(await failure(ask("c1/openai/gpt-99-nobody/v-20261122"))).toMatchObject({ status: 403, code: "price_unknown", param: "model" });
    expect(provider.asked).toHaveLength(asked);
    await ask(customModel("hello"));
    expect(await spent(key.id)).toBe(0);
  });

  test("the workspace's limits hold for all its keys together, at once when they are set and when they are raised", async () => {
    const { ask, actor, transport } = await open({});
    const other = await newKey(actor);
    const client = new OpenAI({ apiKey: other.secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch, maxRetries: 0 });
    await ask();
    await setWorkspaceLimits(actor, LimitsBody.parse({ requestsPerMinute: 2 }));
    await client.responses.create({ model: customModel("hello"), input: "Hi" });
    await ask();
    const error = await failure(client.responses.create({ model: customModel("hello"), input: "Hi" }));
    expect(error).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect(error?.message).toContain("this workspace: 2 requests a minute");
    await setWorkspaceLimits(actor, NO_LIMITS);
    const { response } = await ask();
    expect(response.headers.has("x-ratelimit-limit-requests")).toBe(false);
  });

  test("a key is kept to its endpoints: 403 for the others", async () => {
    const { client, ask } = await open({ endpoints: ["responses", "models"] });
    expect((await client.responses.create({ model: customModel("hello"), input: "Hi" })).status).toBe("completed");
    await client.models.list();
    expect(await failure(ask())).toMatchObject({ status: 403, code: "endpoint_not_allowed", param: null });
    expect(await failure(client.conversations.create())).toMatchObject({ status: 403, code: "endpoint_not_allowed" });
  });
});

test("over a WebSocket a request counts as one over HTTP", async () => {
  const server = await listen();
  await setKeyPolicy(server.actor, server.key.id, { limits: { requestsPerMinute: 1 } });
  const connection = await talk(server);
  const first = await connection.ask({ model: customModel("hello"), input: "Hi" });
  expect(first.at(-1)?.type).toBe("response.completed");
  const [error] = await connection.ask({ model: customModel("hello"), input: "Hi" });
  expect(error).toMatchObject({ type: "error", status: 429, error: { code: "rate_limit_exceeded" } });
});

test("a key without limits costs not one statement more, and one with limits two", async () => {
  const { ask, actor, key } = await open({});
  await ask();
  const statements = await statementsOf(ask);
  await setKeyPolicy(actor, key.id, { limits: { requestsPerMinute: 1_000 } });
  await ask();
  const limited = await statementsOf(ask);
  expect(statements.filter((text) => text.includes("limit_") || text.includes("limits_"))).toEqual([]);
  expect(limited.filter((text) => text.includes("limits_"))).toHaveLength(2);
});

/** Every statement that a piece of work sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await work();
  const texts = sent.mock.calls.map(([first]: unknown[]) =>
    typeof first === "string" ? first : String((first as { text?: string }).text),
  );
  sent.mockRestore();
  return texts;
}
