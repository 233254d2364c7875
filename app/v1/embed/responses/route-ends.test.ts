import { setTimeout as sleep } from "node:timers/promises";
import { APIError, InternalServerError } from "openai";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { endOrphan, reapOrphans } from "@/lib/embed/responses/run/reap";
import { ApiError } from "@/lib/errors";
import { revokeKey } from "@/lib/keys/mutations";
import { prisma } from "@/lib/prisma";
import { forgetProcessState } from "@/lib/process-state";
import { endAbandoned } from "@/lib/responses/orphans/mutations";
import { all, door, open, provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { within } from "@/tests/http/request";
import { TRANSPORTS } from "@/tests/http/transport";
import { assertStreamGrammar } from "@/tests/responses/grammar";

// Failures of one test must not open the breaker for the next.
beforeEach(() => forgetProcessState("breakers"));
afterAll(() => provider.close());

const JSON_TEXT = { text: { format: { type: "json_object" as const } } };
const ask = (model: string) => ({ model: customModel(model), input: "Hi", ...JSON_TEXT });
type Opened = Awaited<ReturnType<typeof open>>;

const rowOf = async ({ actor }: Opened) => prisma().response.findFirstOrThrow({ where: { workspaceId: actor.workspaceId } });
const bodyOf = async (opened: Opened) =>
  (await rowOf(opened)).body as { status: string; output: object[]; usage: object | null; error: object };
const runsOf = async ({ actor }: Opened) => (await usageOf(actor.workspaceId)).filter(({ endpoint }) => endpoint === "/v1/embed/responses");

/** The frames of a stream as they came, whatever they say. */
async function post({ transport, secret }: Opened, body: object, signal?: AbortSignal): Promise<Response> {
  return transport.fetch(`${transport.origin}/v1/embed/responses`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ ...body, stream: true }),
    ...(signal && { signal }),
  });
}

function eventsOf(text: string): object[] {
  const frames = text.trimEnd().split("\n\n");
  expect(frames.at(-1)).toBe("data: [DONE]");
  return frames.slice(0, -1).map((frame) => {
    const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? [];
    const event = JSON.parse(data ?? "") as { type: string };
    expect(event.type).toBe(name);
    return event;
  });
}

describe.each(TRANSPORTS)("the end of a response over the %s transport", (name) => {
  test("in progress is stored before the first event leaves, the end before the last", async () => {
    const opened = await open(name);
    const stream = await opened.client.responses.create({ ...ask("halfway"), stream: true });
    const found: object[] = [];
    const sent: object[] = [];
    for await (const event of stream) {
      if (event.type !== "response.created" && event.type !== "response.completed") continue;
      found.push(await bodyOf(opened));
      sent.push(event.response);
      door.open();
    }
    expect(sent).toMatchObject([{ status: "in_progress" }, { status: "completed" }]);
    expect(found).toEqual(sent);
    expect(await prisma().responseItem.count({ where: { responseId: (await rowOf(opened)).id } })).toBe(2);
    expect(await runsOf(opened)).toHaveLength(1);
  });

  test("a provider that breaks off: error, then response.failed with what there was; the same is stored", async () => {
    const opened = await open(name);
    const events = eventsOf(await (await post(opened, ask("cut"))).text());
    expect(assertStreamGrammar(events)).toMatchObject({
      status: "failed",
      output: [{ status: "incomplete", content: [{ text: '{"a"' }] }],
    });
    expect(events.at(-2)).toMatchObject({
      type: "error",
      code: "upstream_failed",
      error: { code: "upstream_failed", type: "server_error" },
    });
    expect(await bodyOf(opened)).toEqual((events.at(-1) as { response: object }).response);
    expect(await runsOf(opened)).toEqual([expect.objectContaining({ status: 502, errorCode: "upstream_failed", streamed: true })]);
    await expect(opened.client.responses.create({ ...ask("cut"), stream: true }).then(all)).rejects.toBeInstanceOf(APIError);
  });

  test("the same without a stream is a status; also without a store", async () => {
    const opened = await open(name);
    const { client, actor } = opened;
    for (const store of [true, false]) {
      await expect(client.responses.create({ ...ask("broken"), store }, { maxRetries: 0 })).rejects.toBeInstanceOf(InternalServerError);
    }
    expect((await prisma().response.findMany({ where: { workspaceId: actor.workspaceId } })).map(({ status }) => status)).toEqual([
      "failed",
    ]);
    expect((await runsOf(opened)).map((row) => [row.status, row.errorCode])).toEqual([
      [502, "upstream_failed"],
      [502, "upstream_failed"],
    ]);
  });

  test.each([
    ["overloaded", 503, "upstream_overloaded", "30"],
    ["unauthorized", 502, "upstream_auth_error", null],
  ])(
    "a stream that is refused before its first word is a status: %s, stored as failed, counted once",
    async (model, status, code, wait) => {
      for (const store of [true, false]) {
        const opened = await open(name);
        const answer = await post(opened, { ...ask(model), store });
        expect([answer.status, answer.headers.get("content-type"), answer.headers.get("retry-after")]).toEqual([
          status,
          "application/json",
          wait,
        ]);
        expect(await answer.json()).toEqual({ error: { message: expect.any(String), type: "server_error", param: null, code } });
        const rows = await prisma().response.findMany({ where: { workspaceId: opened.actor.workspaceId } });
        expect(rows.map((row) => row.status)).toEqual(store ? ["failed"] : []);
        expect((await runsOf(opened)).map((row) => [row.status, row.errorCode])).toEqual([[status, code]]);
        await expect(opened.client.responses.create({ ...ask(model), stream: true }, { maxRetries: 0 })).rejects.toMatchObject({
          status,
          code,
        });
      }
    },
  );

  test("a refusal that takes longer comes in the stream, which began without it", async () => {
    const opened = await open(name);
    const { client } = opened;
    const events: object[] = [];
    for await (const event of await client.responses.create({ ...ask("refusesLate"), stream: true })) {
      events.push(event);
      if (event.type === "response.in_progress") break;
    }
    expect(events).toMatchObject([{ type: "response.created" }, { type: "response.in_progress" }]);
    const late = await post(opened, { ...ask("refusesLate"), store: false });
    expect(late.status).toBe(200);
    door.open();
    const all = eventsOf(await late.text());
    expect(assertStreamGrammar(all).status).toBe("failed");
    expect(all.at(-2)).toMatchObject({ type: "error", code: "upstream_auth_error" });
  });

  test.each([
    ["endless", "response.output_text.delta", /"text":"1+"/],
    ["silent", "response.in_progress", /"output":\[\]/],
  ])(
    "a client that leaves an answer that is %s: cancelled within a second, with what there was and was used",
    async (model, last, left) => {
      const opened = await open(name);
      const controller = new AbortController();
      provider.left.clear();
      const askedBefore = provider.asked.length;
      const response = await post(opened, ask(model), controller.signal);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const decoder = new TextDecoder();
      for (let text = ""; !text.includes(last); ) text += decoder.decode((await reader.read()).value, { stream: true });
      await within(10_000, () => provider.asked.length > askedBefore);
      controller.abort();
      await reader.cancel().catch(() => undefined);
      await within(1_000, async () => provider.left.has(model) && (await rowOf(opened)).status === "cancelled");
      const body = await bodyOf(opened);
      expect(body).toMatchObject({ status: "cancelled", error: null, usage: { input_tokens: expect.any(Number) } });
      expect(JSON.stringify(body)).toMatch(left);
      await sleep(50);
      expect(await runsOf(opened)).toEqual([
        expect.objectContaining({ status: 499, errorCode: "client_disconnected", inputTokens: expect.any(Number) }),
      ]);
    },
  );

  test("a client that leaves a plain answer, or before the first byte: cancelled too", async () => {
    const opened = await open(name);
    const controller = new AbortController();
    const waiting = opened.client.responses.create(ask("silent"), { signal: controller.signal }).catch(() => null);
    await within(5_000, async () => (await prisma().response.count({ where: { workspaceId: opened.actor.workspaceId } })) === 1);
    controller.abort();
    await waiting;
    await within(1_000, async () => (await rowOf(opened)).status === "cancelled");
    await sleep(50);
    expect(await runsOf(opened)).toEqual([expect.objectContaining({ status: 499, errorCode: "client_disconnected" })]);
  });

  test("revoking the key ends the stream with its error and response.failed, which is stored", async () => {
    const opened = await open(name);
    const response = await post(opened, ask("endless"));
    const text = response.text();
    await sleep(100);
    await revokeKey(opened.actor, opened.key.id);
    const events = eventsOf(await text);
    expect(assertStreamGrammar(events).status).toBe("failed");
    expect(events.at(-2)).toMatchObject({ type: "error", code: "invalid_api_key" });
    expect(await bodyOf(opened)).toEqual((events.at(-1) as { response: object }).response);
    expect(await runsOf(opened)).toEqual([expect.objectContaining({ status: 403, errorCode: "invalid_api_key" })]);
  });

  test("an end that can't be stored is no end: error and response.failed, never completed; it is failed later", async () => {
    const opened = await open(name);
    await prisma().$executeRaw`ALTER TABLE response ADD CONSTRAINT no_end CHECK (status = 'in_progress') NOT VALID`;
    try {
      const events = eventsOf(await (await post(opened, ask("json"))).text());
      expect(assertStreamGrammar(events).status).toBe("failed");
      expect(events.at(-2)).toMatchObject({ type: "error", code: "service_unavailable" });
      await expect(opened.client.responses.create(ask("json"), { maxRetries: 0 })).rejects.toMatchObject({ status: 503 });
    } finally {
      await prisma().$executeRaw`ALTER TABLE response DROP CONSTRAINT no_end`;
    }
    await prisma()
      .$executeRaw`UPDATE response SET created_at = now() - interval '6 seconds' WHERE workspace_id = ${opened.actor.workspaceId}`;
    await reapOrphans();
    const statuses = await prisma().response.findMany({ where: { workspaceId: opened.actor.workspaceId } });
    expect(statuses.map(({ status }) => status)).toEqual(["failed", "failed"]);
    expect(await runsOf(opened)).toHaveLength(2);
  });

  test("a response that is deleted while it is generated is gone, and its stream says so", async () => {
    const opened = await open(name);
    const stream = await opened.client.responses.create({ ...ask("endless"), stream: true });
    const seen: string[] = [];
    await expect(async () => {
      for await (const event of stream) {
        seen.push(event.type);
        if (event.type === "response.created") await opened.client.responses.delete(event.response.id);
      }
    }).rejects.toMatchObject({ code: "response_not_found" });
    expect(await prisma().response.count({ where: { workspaceId: opened.actor.workspaceId } })).toBe(0);
    await sleep(50);
    expect(await runsOf(opened)).toHaveLength(1);
  });

  test("a process that was taken for dead says what is stored, not what it made itself", async () => {
    const opened = await open(name);
    const response = await post(opened, ask("halfway"));
    const text = response.text();
    const { id } = await rowOf(opened);
    await endAbandoned(id, (orphan) => endOrphan(orphan, new ApiError("internal_error", "The server stopped.")));
    door.open();
    const events = eventsOf(await text);
    expect(events.at(-1)).toMatchObject({ type: "response.failed", response: { error: { message: "The server stopped." } } });
    expect(await bodyOf(opened)).toEqual((events.at(-1) as { response: object }).response);
    expect(await runsOf(opened)).toEqual([expect.objectContaining({ status: 500, errorCode: "internal_error" })]);
  });

  test("only a response that ended well can be continued", async () => {
    const opened = await open(name);
    const { client } = opened;
    await client.responses.create(ask("broken"), { maxRetries: 0 }).catch(() => null);
    const { id } = await rowOf(opened);
    await expect(client.responses.create({ ...ask("json"), previous_response_id: id })).rejects.toMatchObject({
      status: 400,
      param: "previous_response_id",
      message: expect.stringContaining("failed"),
    });
    const short = await client.responses.create(ask("short"));
    expect(short).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
    expect((await client.responses.create({ ...ask("json"), previous_response_id: short.id })).status).toBe("completed");
  });

  test("503 while the database is away: nothing is begun, nothing is answered, and all is well after", async () => {
    const opened = await open(name);
    const { client, actor } = opened;
    const { id } = await client.responses.create(ask("json"));
    const url = process.env.DATABASE_URL ?? "";
    const database = new URL(url).pathname.slice(1);
    const admin = new pg.Client({ connectionString: url.replace(database, "postgres") });
    await admin.connect();
    const before = provider.asked.length;
    try {
      await admin.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
      await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [database]);
      const calls = [
        () => client.responses.create(ask("json"), { maxRetries: 0 }),
        () => client.responses.create({ ...ask("json"), stream: true }, { maxRetries: 0 }),
        () => client.responses.retrieve(id, undefined, { maxRetries: 0 }),
        () => client.responses.delete(id, { maxRetries: 0 }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ status: 503, code: "service_unavailable" });
    } finally {
      await admin.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS true`);
      await admin.end();
    }
    expect(provider.asked.length).toBe(before);
    expect((await client.responses.retrieve(id)).id).toBe(id);
    expect(await prisma().response.count({ where: { workspaceId: actor.workspaceId } })).toBe(1);
  });
});
