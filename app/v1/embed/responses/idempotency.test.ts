import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { forgetNames } from "@/lib/idempotency/mutations";
import { prisma } from "@/lib/prisma";
import { forgetProcessState } from "@/lib/process-state";
import { all, open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";
import { assertStreamGrammar } from "@/tests/responses/grammar";

beforeEach(() => forgetProcessState("breakers"));
afterAll(() => provider.close());

const JSON_TEXT = { text: { format: { type: "json_object" as const } } };
const ask = (model: string) => ({ model: customModel(model), input: "Hi", ...JSON_TEXT });
const named = (key: string, maxRetries = 0) => ({ headers: { "Idempotency-Key": key }, maxRetries });
const aged = (key: string) =>
  prisma().$executeRaw`UPDATE idempotent_request SET created_at = now() - interval '25 hours' WHERE key = ${key}`;

describe.each(TRANSPORTS)("Idempotency-Key over the %s transport", (name) => {
  test("a repeated request gets the first response again, and the provider is asked once", async () => {
    const { client, actor } = await open(name);
    const before = provider.asked.length;
    const first = await client.responses.create({ ...ask("json"), metadata: { a: "1", b: "2" } }, named("k"));
    const again = await client.responses.create({ ...ask("json"), metadata: { b: "2", a: "1" } }, named("k"));
    expect(again).toEqual(first);
    expect(provider.asked.length).toBe(before + 1);
    expect(await prisma().response.count({ where: { workspaceId: actor.workspaceId } })).toBe(1);
  });

  test("a repeated stream is the stream of the first response", async () => {
    const { client } = await open(name);
    const first = assertStreamGrammar(await all(await client.responses.create({ ...ask("json"), stream: true }, named("k"))));
    expect(assertStreamGrammar(await all(await client.responses.create({ ...ask("json"), stream: true }, named("k"))))).toEqual(first);
  });

  test("the key of another request is refused, that of another workspace is another key", async () => {
    const { client } = await open(name);
    const first = await client.responses.create(ask("json"), named("k"));
    await expect(client.responses.create({ ...ask("json"), input: "Other" }, named("k"))).rejects.toMatchObject({
      status: 400,
      code: "idempotency_key_reused",
      param: "Idempotency-Key",
    });
    await expect(client.conversations.create({}, named("k"))).rejects.toMatchObject({ code: "idempotency_key_reused" });
    const other = await open(name);
    expect((await other.client.responses.create(ask("json"), named("k"))).id).not.toBe(first.id);
  });

  test("100 at once: one of them asks the provider, the others are told to wait and then get its response", async () => {
    const { client, transport, secret } = await open(name);
    const before = provider.asked.length;
    const post = () =>
      transport.fetch(`${transport.origin}/v1/embed/responses`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json", "idempotency-key": "k" },
        body: JSON.stringify(ask("slow")),
      });
    const answers = await Promise.all(Array.from({ length: 100 }, post));
    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(100);
    expect(refused.length).toBeGreaterThan(0);
    expect(await refused[0]?.json()).toMatchObject({ error: { code: "idempotency_in_progress" } });
    expect(refused[0]?.headers.get("x-should-retry")).toBe("true");
    expect(Number(refused[0]?.headers.get("retry-after-ms"))).toBeGreaterThan(0);
    const { id } = await client.responses.create(ask("slow"), named("k", 2));
    const ids = await Promise.all(
      answers.filter(({ status }) => status === 200).map(async (answer) => ((await answer.json()) as { id: string }).id),
    );
    expect(new Set([...ids, id]).size).toBe(1);
    expect(provider.asked.length).toBe(before + 1);
  });

  test("what failed, was left, was deleted or was refused is done anew", async () => {
    const { client } = await open(name);
    await expect(client.responses.create(ask("broken"), named("failed"))).rejects.toMatchObject({ status: 502 });
    await expect(client.responses.create(ask("broken"), named("failed"))).rejects.toMatchObject({ status: 502 });
    await expect(client.responses.create({ ...ask("json"), previous_response_id: "resp_x" }, named("refused"))).rejects.toMatchObject({
      status: 400,
    });
    expect((await client.responses.create(ask("json"), named("refused"))).status).toBe("completed");

    const controller = new AbortController();
    const left = client.responses.create(ask("slow"), { ...named("left"), signal: controller.signal }).catch(() => null);
    await sleep(300);
    controller.abort();
    await left;
    expect((await client.responses.create(ask("slow"), named("left", 2))).status).toBe("completed");

    const deleted = await client.responses.create(ask("json"), named("deleted"));
    await client.responses.delete(deleted.id);
    expect((await client.responses.create(ask("json"), named("deleted"))).id).not.toBe(deleted.id);
  });

  test("a name is kept for 24 hours", async () => {
    const { client } = await open(name);
    const key = `k${name}`;
    const first = await client.responses.create(ask("json"), named(key));
    await aged(key);
    const second = await client.responses.create({ ...ask("json"), input: "Other" }, named(key));
    expect(second.id).not.toBe(first.id);
    await aged(key);
    while ((await forgetNames(1)) > 0);
    expect(await prisma().idempotentRequest.count({ where: { key } })).toBe(0);
  });

  test("400: without a store, and for a key that is none", async () => {
    const { client } = await open(name);
    await expect(client.responses.create({ ...ask("json"), store: false }, named("k"))).rejects.toMatchObject({
      status: 400,
      param: "Idempotency-Key",
    });
    for (const key of ["x".repeat(256), "caf\u00e9"]) {
      await expect(client.responses.create(ask("json"), named(key))).rejects.toMatchObject({ status: 400, param: "Idempotency-Key" });
    }
    expect((await client.responses.create(ask("json"), named("x".repeat(255)))).status).toBe("completed");
  });

  test("a response in the background is given again as it is by then", async () => {
    const { client } = await open(name);
    const body = { ...ask("slow"), background: true };
    const first = await client.responses.create(body, named("k"));
    expect(await client.responses.create(body, named("k"))).toMatchObject({ id: first.id, status: "in_progress" });
    const events = await all(await client.responses.retrieve(first.id, { stream: true }));
    expect(assertStreamGrammar(events).status).toBe("completed");
    expect(await client.responses.create(body, named("k"))).toMatchObject({ id: first.id, status: "completed" });
  });

  test("a conversation is created once, also of 20 at once", async () => {
    const { client, actor } = await open(name);
    const items = [{ role: "user" as const, content: "Hi" }];
    const created = await Promise.all(Array.from({ length: 20 }, () => client.conversations.create({ items }, named("c", 3))));
    expect(new Set(created.map(({ id }) => id)).size).toBe(1);
    expect(await prisma().conversation.count({ where: { workspaceId: actor.workspaceId } })).toBe(1);
  });
});
