import OpenAI from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { readAnswer } from "@/components/usage/read-answer";
import { writeThread } from "@/lib/conversations/mutations";
import { findThread } from "@/lib/conversations/queries";
import { toReplay } from "@/lib/conversations/replay";
import { apiRoutes } from "@/lib/embed/routes";
import { BODY_CHARS_MAX } from "@/lib/logs/bounded";
import { deleteExpiredBodies, setLogSetting } from "@/lib/logs/mutations";
import { findBody, getLogSetting } from "@/lib/logs/queries";
import { flushLogs } from "@/lib/logs/recorder";
import type { LoggedBody } from "@/lib/logs/schema";
import { prisma } from "@/lib/prisma";
import { parseUsageFilter } from "@/lib/usage/parse-filter";
import { listRequests } from "@/lib/usage/queries";
import { flushUsage } from "@/lib/usage/recorder";
import { newActor, newKey } from "@/tests/keys/fixture";
import { customModel, startCustomProvider, writeChoices } from "./provider";
import { openTransport, TRANSPORTS, type TransportName } from "./transport";

const PROVIDER_KEY = "own-key-of-no-known-shape-1234";
const PROGRAM = ['root = Card([t])\nt = TextContent("', 'Fine.")'];

const provider = await startCustomProvider({
  draws: (response) =>
    writeChoices(response, [
      { delta: { reasoning_content: "Let me think" } },
      ...PROGRAM.map((content) => ({ delta: { content } })),
      { delta: {}, finish_reason: "stop" },
    ]),
  broken: (response) => void response.writeHead(500).end(`{"error":{"message":"the key ${PROVIDER_KEY} exploded"}}`),
});
Object.assign(process.env, {
  UPSTREAM_API_KEY: PROVIDER_KEY,
  MODEL_ALIASES: `c1/either/one/v-20261122=${customModel("broken")}|${customModel("draws")}`,
});
afterAll(() => provider.close());

async function open(name: TransportName) {
  const transport = await openTransport(name, apiRoutes);
  const actor = await newActor();
  const { secret } = await newKey(actor);
  const client = new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch, maxRetries: 0 });
  return { actor, secret, client };
}

async function bodyOf(workspaceId: string, requestId: string | null | undefined): Promise<LoggedBody | null> {
  await flushLogs();
  return findBody(workspaceId, requestId ?? "");
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

const ask = (content: string) => [{ role: "user" as const, content }];

describe.each(TRANSPORTS)("what the log keeps of a request over the %s transport", (name) => {
  test("a streamed chat: its body as sent, the answer in one piece, when it came, who was asked and what was checked", async () => {
    const { actor, client } = await open(name);
    const body = { model: customModel("draws"), messages: ask("Draw"), temperature: 0.5, stream: true } as const;
    const { data, request_id: id } = await client.chat.completions.create(body).withResponse();
    let text = "";
    for await (const chunk of data) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toContain("Fine.");
    const kept = await bodyOf(actor.workspaceId, id);
    expect(kept).toMatchObject({ mode: "on", isCut: false, request: body, report: { status: "already_valid" } });
    expect(kept?.response).toMatchObject({ output: [{ type: "reasoning", content: "Let me think" }, { type: "text" }] });
    expect(JSON.stringify(kept?.response)).toContain("Fine.");
    expect(kept?.attempts).toMatchObject([{ provider: "The server at UPSTREAM_BASE_URL", model: "draws", status: 200, code: null }]);
    const marks = kept?.timeline.marks.map(({ what, name: called }) => [what, called]);
    expect(marks).toEqual([
      ["reasoning", undefined],
      ["text", undefined],
      ["finish", "stop"],
    ]);
    const [first, last] = [kept?.timeline.deltas[0], kept?.timeline.deltas.at(-1)];
    expect(first?.[0]).toBeLessThanOrEqual(last?.[0] ?? -1);
    expect(kept?.requestHeaders).toMatchObject({ authorization: "[redacted]", "content-type": "application/json" });
  });

  test("a response, whole, streamed and in the background: the response as it ended", async () => {
    const { actor, client } = await open(name);
    const body = { model: customModel("draws"), input: "Draw" };
    const whole = await client.responses.create(body).withResponse();
    const streamed = await client.responses.create({ ...body, stream: true }).withResponse();
    expect((await all(streamed.data)).at(-1)?.type).toBe("response.completed");
    const later = await client.responses.create({ ...body, background: true, stream: true }).withResponse();
    expect((await all(later.data)).at(-1)?.type).toBe("response.completed");
    for (const { request_id: id } of [whole, streamed, later]) {
      const kept = await bodyOf(actor.workspaceId, id);
      expect(kept).toMatchObject({ request: { input: "Draw" }, response: { object: "response", status: "completed" } });
      expect(kept?.timeline.marks.at(-1)).toMatchObject({ what: "finish", name: "stop" });
      expect(kept?.attempts).toHaveLength(1);
    }
  });

  test("of models that stand in for each other every attempt, and of a refused request its error", async () => {
    const { actor, client } = await open(name);
    const fallen = await client.chat.completions.create({ model: "c1/either/one/v-20261122", messages: ask("Draw") }).withResponse();
    const tried = (await bodyOf(actor.workspaceId, fallen.request_id))?.attempts.map(({ model, status, code }) => [model, status, code]);
    expect(tried).toEqual([...Array.from({ length: 3 }, () => ["broken", 500, "upstream_failed"]), ["draws", 200, null]]);
    const refused = await client.chat.completions.create({ model: "no/such", messages: ask("x") }).catch((error: unknown) => error);
    if (!(refused instanceof OpenAI.APIError)) throw new Error("It was not refused.");
    const kept = await bodyOf(actor.workspaceId, refused.requestID);
    expect(kept).toMatchObject({ request: { model: "no/such" }, response: { error: { code: "model_not_found" } }, attempts: [] });
  });
});

test("no secret is kept: keys in words, in members that are named so, in headers, and what a provider says of its own", async () => {
  const { actor, secret, client } = await open("native");
  const canaries = [secret, "sk-proj-abcdefghijklmnop", "plainpassword", "Bearer-less-1", PROVIDER_KEY];
  const body = {
    model: customModel("draws"),
    messages: ask(`My keys are ${secret} and %73k-proj-abcdefghijklmnop; Authorization: Bearer ${canaries[1]}`),
    metadata: { password: "plainpassword", client_secret: "plainpassword" },
    user: secret,
  };
  const { request_id: id } = await client.chat.completions.create(body).withResponse();
  const mcp = { type: "mcp", server_label: "x", server_url: "https://example.com", headers: { "X-Any": "Bearer-less-1" } } as never;
  const toolled = await client.responses.create({ model: customModel("draws"), input: "x", tools: [mcp] }).then(
    () => null,
    (error: unknown) => error,
  );
  const failed = await client.chat.completions.create({ model: customModel("broken"), messages: ask("x") }).catch(() => null);
  expect(failed).toBeNull();
  expect((await bodyOf(actor.workspaceId, id))?.request).toMatchObject({ metadata: { password: "[redacted]" }, user: "[redacted]" });
  const stored = JSON.stringify(
    await prisma().$queryRaw`SELECT body, words::text FROM logged_body WHERE workspace_id = ${actor.workspaceId}`,
  );
  expect(stored.match(/requestHeaders/g)).toHaveLength(toolled === null || toolled instanceof OpenAI.APIError ? 3 : -1);
  for (const canary of canaries) expect(stored).not.toContain(canary);
});

test("masked, what looks like people's data is not stored, nor found by; off, nothing is, and what there was is gone at once", async () => {
  const { actor, client } = await open("native");
  const said = "Write to ada@example.com or +49 (30) 1234-5678, from 192.0.2.17; card 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00";
  const send = () => client.chat.completions.create({ model: customModel("draws"), messages: ask(said) }).withResponse();
  const before = await send();
  expect((await bodyOf(actor.workspaceId, before.request_id))?.request).toMatchObject({ messages: ask(said) });
  await setLogSetting(actor, { mode: "masked", days: 7 });
  const { request_id: id } = await send();
  const hidden = "Write to [e-mail] or [number], from [address]; card [number], [account]";
  expect(await bodyOf(actor.workspaceId, id)).toMatchObject({
    mode: "masked",
    request: { model: customModel("draws"), messages: ask(hidden) },
  });
  await setLogSetting(actor, { mode: "off", days: 7 });
  expect(await prisma().loggedBody.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  const after = await send();
  expect(await bodyOf(actor.workspaceId, after.request_id)).toBeNull();
  expect(await getLogSetting(actor.workspaceId)).toEqual({ mode: "off", days: 7 });
});

test("a request is found by words of its question and of its answer, or their beginnings, in its workspace alone", async () => {
  const { actor, client } = await open("native");
  const messages = ask("Umsätze der Filiale Łódź");
  const { request_id: id } = await client.chat.completions.create({ model: customModel("draws"), messages }).withResponse();
  await Promise.all([flushLogs(), flushUsage()]);
  const found = async (text: string, { workspaceId } = actor) =>
    (await listRequests(workspaceId, parseUsageFilter({ text }), { limit: 9 })).map(({ requestId }) => requestId);
  const finds = ["umsätze", "Filiale łód", "fine", id ?? ""];
  const misses = ["umsätze nowhere", "'; drop --", "!&|:*"];
  const all = await Promise.all([...finds, ...misses].map((text) => found(text)));
  expect(all).toEqual([...finds.map(() => [id]), ...misses.map(() => [])]);
  expect(await found("umsätze", await newActor())).toEqual([]);
});

test("a kept request is replayed as a thread that holds its dialogue, its answer and its settings", async () => {
  const { actor, client } = await open("native");
  const messages = [{ role: "system" as const, content: "Be short" }, ...ask("Draw")];
  const { request_id: id } = await client.chat.completions
    .create({ model: customModel("draws"), messages, temperature: 0.5 })
    .withResponse();
  const kept = await bodyOf(actor.workspaceId, id);
  const entries = toReplay({ request: kept?.request, answer: readAnswer(kept?.response), outcome: { requestId: id ?? null } }) ?? [];
  const owner = {
    workspaceId: actor.workspaceId,
    userId: actor.userId,
    via: { type: "session", sessionId: "ses_1", role: "owner" as const },
  } as const;
  const written = await writeThread(owner, { threadId: null, afterId: null, tailId: null, entries });
  const thread = await findThread(owner, written.ok ? written.threadId : "");
  expect(thread?.title).toBe("Draw");
  expect(thread?.entries.map(({ item }) => item)).toMatchObject([{ role: "user" }, { role: "assistant" }]);
  expect(JSON.stringify(thread?.entries.at(-1)?.item)).toContain("Fine.");
  expect(thread?.entries.at(-1)?.details).toMatchObject({ requestId: id, settings: { system: "Be short", temperature: 0.5 } });
});

test("a request that asks for nothing to be stored is not kept; another workspace's, and an expired one, are missing", async () => {
  const { actor, client } = await open("native");
  const unstored = await client.responses.create({ model: customModel("draws"), input: "x", store: false }).withResponse();
  expect(await bodyOf(actor.workspaceId, unstored.request_id)).toBeNull();
  const { request_id: id } = await client.chat.completions.create({ model: customModel("draws"), messages: ask("x") }).withResponse();
  expect(await bodyOf(actor.workspaceId, id)).not.toBeNull();
  const other = await newActor();
  expect(await findBody(other.workspaceId, id ?? "")).toBeNull();
  await setLogSetting(actor, { mode: "on", days: 1 });
  await prisma().$executeRaw`UPDATE logged_body SET created_at = now() - interval '25 hours' WHERE request_id = ${id}`;
  expect(await findBody(actor.workspaceId, id ?? "")).toBeNull();
  expect(await prisma().loggedBody.count({ where: { requestId: id ?? "" } })).toBe(1);
  while ((await deleteExpiredBodies(1)) === 1);
  expect(await prisma().loggedBody.count({ where: { requestId: id ?? "" } })).toBe(0);
});

test("of a long request the end is kept, whatever was before it, and no file", async () => {
  const { actor, client } = await open("native");
  const turns = Array.from({ length: 40 }, (_, index) => [
    { role: "user" as const, content: `${index} ${"long ".repeat(2_000)}` },
    { role: "assistant" as const, content: "Yes." },
  ]).flat();
  const picture = { type: "image_url" as const, image_url: { url: `data:image/png;base64,${"iVBORw0KGgo".repeat(5_000)}` } };
  const last = { role: "user" as const, content: [{ type: "text" as const, text: "And now?" }, picture] };
  const { request_id: id } = await client.chat.completions
    .create({ model: customModel("draws"), messages: [...turns, last] })
    .withResponse();
  const kept = await bodyOf(actor.workspaceId, id);
  if (!kept) throw new Error("Nothing was kept.");
  const { messages } = kept.request as { messages: unknown[] };
  expect(kept.isCut).toBe(true);
  expect(messages[0]).toMatch(/^… \d+ earlier$/);
  expect(messages.at(-1)).toMatchObject({
    content: [{ text: "And now?" }, { image_url: { url: "data:image/png;base64,… (55,022 characters)" } }],
  });
  expect(JSON.stringify(kept.request).length).toBeLessThan(BODY_CHARS_MAX * 1.2);
});
