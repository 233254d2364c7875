import { APIError, BadRequestError, NotFoundError, type OpenAI } from "openai";
import type { ResponseCreateParamsStreaming, ResponseStreamEvent } from "openai/resources/responses/responses";
import pg from "pg";
import { afterAll, describe, expect, test, vi } from "vitest";
import { prisma } from "@/lib/prisma";
import { flushUsage } from "@/lib/usage/recorder";
import { all, open, provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";
import { assertStreamGrammar } from "@/tests/responses/grammar";

afterAll(() => provider.close());

const ask = { model: customModel("hello"), input: "Hi" };
const runsOf = async (workspaceId: string) => (await usageOf(workspaceId)).filter(({ endpoint }) => endpoint === "/v1/embed/responses");
const stream = async (client: OpenAI, body: Partial<ResponseCreateParamsStreaming> = {}): Promise<ResponseStreamEvent[]> =>
  all(await client.responses.create({ ...ask, ...body, stream: true }));

describe.each(TRANSPORTS)("POST /v1/embed/responses over the %s transport", (name) => {
  test("the answer is stored: GET gives the very object, its input and its usage, once", async () => {
    const { client, actor, key } = await open(name);
    const { data, request_id } = await client.responses.create(ask).withResponse();
    expect(data).toMatchObject({ object: "response", status: "completed", store: true, error: null, id: expect.stringMatching(/^resp_/) });
    expect(data.output_text).toContain("Hello, world");
    const { output_text: _, ...sent } = data;
    const { output_text: __, ...got } = await client.responses.retrieve(data.id);
    expect(got).toEqual(sent);
    const items = await client.responses.inputItems.list(data.id);
    expect(items.data).toEqual([expect.objectContaining({ type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] })]);
    const used = { requestId: request_id, keyId: key.id, model: ask.model, status: 200, streamed: false, inputTokens: 20, outputTokens: 7 };
    expect(await runsOf(actor.workspaceId)).toEqual([expect.objectContaining({ ...used, firstDeltaMs: expect.any(Number) })]);
  });

  test("a stream is lawful, ends with what is stored, and has its usage once", async () => {
    const { client, actor } = await open(name);
    const events = await stream(client);
    const final = assertStreamGrammar(events);
    expect(final.status).toBe("completed");
    const { output_text: _, ...got } = await client.responses.retrieve(final.id);
    expect(got).toEqual(final);
    expect(await runsOf(actor.workspaceId)).toEqual([expect.objectContaining({ streamed: true, status: 200, outputTokens: 7 })]);
  });

  test("a follow-up has all that was said before, and not the instructions", async () => {
    const { client } = await open(name);
    const first = await client.responses.create({ ...ask, input: "My name is Ada", instructions: "BE BRIEF" });
    const second = await client.responses.create({ ...ask, input: "SECOND TURN", previous_response_id: first.id });
    const before = provider.asked.length;
    const third = await client.responses.create({ ...ask, input: "third", previous_response_id: second.id });
    expect(third.previous_response_id).toBe(second.id);
    const said = JSON.stringify(provider.asked[before]?.messages.filter(({ role }) => role !== "system"));
    expect(said).toMatch(/My name is Ada.*Hello, world.*SECOND TURN.*Hello, world.*third/);
    expect(JSON.stringify(provider.asked[before])).not.toContain("BE BRIEF");
    const branch = await client.responses.create({ ...ask, input: "branch", previous_response_id: first.id });
    expect(JSON.stringify(provider.asked.at(-1)?.messages)).not.toContain("SECOND TURN");
    expect(branch.status).toBe("completed");
  });

  test("store: false leaves nothing but the usage, and can be neither fetched nor continued", async () => {
    const { client, actor } = await open(name);
    const { id } = await client.responses.create({ ...ask, store: false });
    assertStreamGrammar(await stream(client, { store: false }));
    expect(await prisma().response.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
    expect(await prisma().responseItem.count({ where: { responseId: id } })).toBe(0);
    await expect(client.responses.retrieve(id)).rejects.toThrow(NotFoundError);
    await expect(client.responses.create({ ...ask, previous_response_id: id })).rejects.toMatchObject({
      status: 400,
      code: "previous_response_not_found",
      param: "previous_response_id",
    });
    expect(await runsOf(actor.workspaceId)).toHaveLength(3);
  });

  test("a deleted response is gone, and so is every way on from it", async () => {
    const { client } = await open(name);
    const first = await client.responses.create(ask);
    const second = await client.responses.create({ ...ask, previous_response_id: first.id });
    expect(await client.responses.delete(first.id)).toEqual({ id: first.id, object: "response", deleted: true });
    await expect(client.responses.retrieve(first.id)).rejects.toMatchObject({ status: 404, code: "response_not_found" });
    await expect(client.responses.delete(first.id)).rejects.toThrow(NotFoundError);
    await expect(client.responses.inputItems.list(first.id)).rejects.toThrow(NotFoundError);
    await expect(client.responses.create({ ...ask, previous_response_id: second.id })).rejects.toMatchObject({
      code: "previous_response_not_found",
    });
    expect(await prisma().responseItem.count({ where: { responseId: first.id } })).toBe(0);
    expect((await client.responses.retrieve(second.id)).id).toBe(second.id);
  });

  test("another workspace's response is a missing one", async () => {
    const [alice, bob] = [await open(name), await open(name)];
    const { id, output } = await alice.client.responses.create(ask);
    const error = (promise: Promise<unknown>) => promise.then(() => null).catch((thrown: APIError) => [thrown.status, thrown.error]);
    const strange = `${id.slice(0, -4)}zzzz`;
    for (const call of [
      (of: string) => bob.client.responses.retrieve(of),
      (of: string) => bob.client.responses.delete(of),
      (of: string) => bob.client.responses.inputItems.list(of).then(() => null),
    ]) {
      expect(await error(call(id))).toEqual(await error(call(strange)));
    }
    await expect(bob.client.responses.create({ ...ask, previous_response_id: id })).rejects.toThrow(BadRequestError);
    await expect(bob.client.responses.create({ ...ask, input: [{ type: "item_reference", id: output[0]?.id ?? "" }] })).rejects.toThrow(
      /not found/,
    );
    expect((await alice.client.responses.retrieve(id)).id).toBe(id);
  });

  test("a reference stands for the item it names, once", async () => {
    const { client } = await open(name);
    const first = await client.responses.create({ ...ask, input: "FIRST" });
    const reference = { type: "item_reference" as const, id: first.output[0]?.id ?? "" };
    const second = await client.responses.create({ ...ask, input: [reference, { role: "user", content: "more" }] });
    expect(JSON.stringify(provider.asked.at(-1)?.messages)).toMatch(/Hello, world.*more/);
    expect((await client.responses.inputItems.list(second.id, { order: "asc" })).data.map(({ id }) => id)[0]).toBe(reference.id);
    await client.responses.create({ ...ask, previous_response_id: first.id, input: [reference, { role: "user", content: "more" }] });
    expect(JSON.stringify(provider.asked.at(-1)?.messages).match(/Hello, world/g)).toHaveLength(1);
  });

  test("input items are listed a page at a time, in both orders", async () => {
    const { client } = await open(name);
    const input = Array.from({ length: 5 }, (_, i) => ({ role: "user" as const, content: `item ${i}` }));
    const { id } = await client.responses.create({ ...ask, input });
    const texts = async (order: "asc" | "desc") =>
      (await all(client.responses.inputItems.list(id, { order, limit: 2 }))).map((item) => JSON.stringify(item).match(/item \d/)?.[0]);
    expect(await texts("asc")).toEqual(["item 0", "item 1", "item 2", "item 3", "item 4"]);
    expect(await texts("desc")).toEqual(["item 4", "item 3", "item 2", "item 1", "item 0"]);
    const page = await client.responses.inputItems.list(id);
    expect(page.data).toHaveLength(5);
    for (const bad of [{ limit: 0 }, { limit: 101 }, { order: "up" as "asc" }, { after: "msg_nobody" }, { after: "a\0b" }]) {
      await expect(client.responses.inputItems.list(id, bad)).rejects.toMatchObject({ status: 400, param: Object.keys(bad)[0] });
    }
  });

  test.each([
    ["a file that its provider does not take", "user" as const, { type: "input_file" as const, file_url: "https://example.com/a.pdf" }],
    ["a configuration that can't be read", "system" as const, { type: "input_text" as const, text: "]]>openui:config\nnope" }],
  ])("400: %s is at fault in 'input'", async (_, role, part) => {
    const { client } = await open(name);
    const input = [{ role, content: [part] }];
    const wrong = { status: 400, code: "invalid_value", param: "input" };
    await expect(client.responses.create({ ...ask, input })).rejects.toMatchObject(wrong);
    await expect(client.responses.create({ ...ask, input, store: false })).rejects.toMatchObject(wrong);
  });

  test("what is wrong with a streamed request is JSON, and leaves nothing", async () => {
    const { client, actor } = await open(name);
    const bad: Partial<ResponseCreateParamsStreaming>[] = [
      { previous_response_id: "resp_nobody" },
      { previous_response_id: "a\0b" },
      { model: "nobody" },
      { conversation: "conv_nobody" },
      { input: [{ type: "function_call_output", call_id: "call_x", output: "1" }] },
      { input: [{ type: "item_reference", id: "msg_nobody" }] },
      { previous_response_id: "resp_a", conversation: "conv_b" },
    ];
    for (const body of bad) {
      const error = await stream(client, body).catch((thrown: APIError) => thrown);
      expect(error).toBeInstanceOf(APIError);
      expect((error as APIError).status).toBeGreaterThanOrEqual(400);
      expect((error as APIError).headers?.get("content-type")).toBe("application/json");
    }
    expect(await prisma().response.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  });

  test("a stored response takes two statements, one that is not stored none", async () => {
    const { client } = await open(name);
    await client.responses.create(ask);
    await flushUsage();
    const spy = vi.spyOn(pg.Client.prototype, "query");
    // A test has no key bus, so every check of a key asks the database.
    const statements = () => spy.mock.calls.map(([statement]) => JSON.stringify(statement)).filter((text) => !text.includes("api_key"));
    try {
      await client.responses.create(ask);
      expect(statements().map((text) => /(INSERT INTO|UPDATE) (\w+)/.exec(text)?.[0])).toEqual(["INSERT INTO response", "UPDATE response"]);
      spy.mockClear();
      await client.responses.create({ ...ask, store: false });
      // Usage is counted before the end is told, for many answers in one statement.
      expect(statements().filter((text) => !text.includes("usage_record"))).toEqual([]);
    } finally {
      spy.mockRestore();
    }
  });
});
