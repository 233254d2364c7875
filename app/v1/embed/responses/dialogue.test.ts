import { setTimeout as sleep } from "node:timers/promises";
import type { ResponseInputItem } from "openai/resources/responses/responses";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { forgetProcessState } from "@/lib/process-state";
import { all, open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { within } from "@/tests/http/request";
import { TRANSPORTS } from "@/tests/http/transport";
import { assertStreamGrammar } from "@/tests/responses/grammar";

beforeEach(() => forgetProcessState("breakers"));
afterAll(() => provider.close());

const ask = (model: string) => ({ model: customModel(model), input: "Hi", text: { format: { type: "json_object" as const } } });
const said = () => JSON.stringify(provider.asked.at(-1)?.messages);

describe.each(TRANSPORTS)("the dialogue of a response over the %s transport", (name) => {
  test("a conversation is read before and gets input and output after, in order, and is free again", async () => {
    const { client } = await open(name);
    const { id } = await client.conversations.create({ items: [{ role: "user", content: "ZERO" }] });
    const first = await client.responses.create({ ...ask("json"), input: "ONE", conversation: id });
    expect(first.conversation).toEqual({ id });
    expect(said()).toMatch(/ZERO.*ONE/);
    await client.responses.create({ ...ask("json"), input: "TWO", conversation: { id } });
    expect(said()).toMatch(/ZERO.*ONE.*\{\\"a\\":1\}.*TWO/);
    const items = await all(client.conversations.items.list(id, { order: "asc" }));
    expect(items.map((item) => [item.type, "role" in item && item.role])).toEqual([
      ["message", "user"],
      ["message", "user"],
      ["message", "assistant"],
      ["message", "user"],
      ["message", "assistant"],
    ]);
    expect((await prisma().conversation.findUniqueOrThrow({ where: { id } })).lockedBy).toBeNull();
  });

  test("a response of a conversation is gone on from with what was said there before it, and nothing after", async () => {
    const { client } = await open(name);
    const { id } = await client.conversations.create({ items: [{ role: "user", content: "ZERO" }] });
    const first = await client.responses.create({ ...ask("json"), input: "ONE", conversation: id });
    await client.responses.create({ ...ask("json"), input: "TWO", conversation: id });
    const branch = await client.responses.create({ ...ask("json"), input: "BRANCH", previous_response_id: first.id });
    expect(said()).toMatch(/ZERO.*ONE.*\{\\"a\\":1\}.*BRANCH/);
    expect(said()).not.toContain("TWO");
    await client.conversations.delete(id);
    await client.responses.create({ ...ask("json"), input: "LAST", previous_response_id: branch.id });
    expect(said()).toMatch(/ONE.*BRANCH.*LAST/);
  });

  test("while a response is generated for it, a conversation is locked: 400 that asks to be tried again", async () => {
    const { client } = await open(name);
    const { id } = await client.conversations.create();
    const first = client.responses.create({ ...ask("slow"), input: "ONE", conversation: id });
    await within(5_000, async () => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).lockedBy !== null);
    await expect(client.responses.create({ ...ask("json"), conversation: id }, { maxRetries: 0 })).rejects.toMatchObject({
      status: 400,
      code: "conversation_locked",
      param: "conversation",
    });
    const second = await client.responses.create({ ...ask("json"), input: "TWO", conversation: id }, { maxRetries: 5 });
    expect([(await first).status, second.status]).toEqual(["completed", "completed"]);
    expect(said()).toMatch(/ONE.*TWO/);
  });

  test("what fails, is left or is not stored leaves the conversation as it was, and free", async () => {
    const { client } = await open(name);
    const { id } = await client.conversations.create({ items: [{ role: "user", content: "ZERO" }] });
    await client.responses.create({ ...ask("broken"), conversation: id }, { maxRetries: 0 }).catch(() => null);
    const controller = new AbortController();
    const left = client.responses.create({ ...ask("silent"), conversation: id }, { signal: controller.signal }).catch(() => null);
    await within(5_000, async () => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).lockedBy !== null);
    controller.abort();
    await left;
    await within(1_000, async () => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).lockedBy === null);
    await client.responses.create({ ...ask("json"), conversation: id, store: false });
    expect(said()).toContain("ZERO");
    await expect(
      client.responses.create({
        ...ask("json"),
        conversation: id,
        input: [{ type: "function_call_output", call_id: "call_x", output: "1" }],
      }),
    ).rejects.toMatchObject({ status: 400 });
    expect(await prisma().conversation.findUniqueOrThrow({ where: { id }, include: { items: true } })).toMatchObject({
      lockedBy: null,
      items: [{ position: 0 }],
    });
  });

  test("a missing conversation is 404, another workspace's too, and two histories are 400 before either is looked up", async () => {
    const [{ client }, other] = [await open(name), await open(name)];
    const { id } = await other.client.conversations.create();
    for (const conversation of [id, "conv_nobody", "a\0b", "../../etc"]) {
      await expect(client.responses.create({ ...ask("json"), conversation })).rejects.toMatchObject({
        status: conversation.includes("\0") ? 400 : 404,
      });
    }
    await expect(client.responses.create({ ...ask("json"), conversation: "conv_a", previous_response_id: "resp_b" })).rejects.toMatchObject(
      {
        status: 400,
        param: "previous_response_id",
      },
    );
  });

  test("a conversation that is deleted meanwhile takes nothing with it", async () => {
    const { client } = await open(name);
    const { id } = await client.conversations.create();
    const running = client.responses.create({ ...ask("slow"), conversation: id });
    await within(5_000, async () => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).lockedBy !== null);
    await prisma().conversation.delete({ where: { id } });
    expect((await running).status).toBe("completed");
  });

  test("a tool's result goes on from its call, by id and in a conversation", async () => {
    const { client } = await open(name);
    const tools = [{ type: "function" as const, name: "weather", parameters: { type: "object", properties: {} }, strict: false }];
    const { id } = await client.conversations.create();
    for (const history of [{}, { conversation: id }]) {
      const calls = await client.responses.create({ ...ask("calls"), tools, ...history });
      const results: ResponseInputItem[] = calls.output.flatMap((item) =>
        item.type === "function_call" ? [{ type: "function_call_output", call_id: item.call_id, output: `${item.arguments} SUNNY` }] : [],
      );
      expect(results).toHaveLength(2);
      const next = "conversation" in history ? history : { previous_response_id: calls.id };
      await expect(client.responses.create({ ...ask("json"), ...next })).rejects.toThrow(/No tool output found/);
      expect((await client.responses.create({ ...ask("json"), tools, input: results, ...next })).status).toBe("completed");
      expect(said().match(/SUNNY/g)).toHaveLength(2);
    }
  });

  test("a compacted dialogue is gone on from as if it were whole, and is not stored", async () => {
    const { client, actor } = await open(name);
    const first = await client.responses.create({ ...ask("json"), input: "FIRST" });
    const stored = await prisma().response.count({ where: { workspaceId: actor.workspaceId } });
    const window = await client.responses.compact({ model: customModel("json"), previous_response_id: first.id, input: "SECOND" });
    expect(window).toMatchObject({
      object: "response.compaction",
      output: [{ type: "compaction" }],
    });
    expect(await prisma().response.count({ where: { workspaceId: actor.workspaceId } })).toBe(stored);
    const input = [...(window.output as ResponseInputItem[]), { role: "user" as const, content: "THIRD" }];
    const next = await client.responses.create({ ...ask("json"), input });
    expect(said()).toMatch(/FIRST.*\{\\"a\\":1\}.*SECOND.*THIRD/);
    await client.responses.create({ ...ask("json"), input: "FOURTH", previous_response_id: next.id });
    expect(said()).toMatch(/FIRST.*\{\\"a\\":1\}.*SECOND.*THIRD.*FOURTH/);
    const bad = [{ model: undefined }, { model: "nobody" }, { previous_response_id: "resp_nobody" }, { input: undefined }];
    for (const body of bad) {
      const error = await client.responses
        .compact({ model: customModel("json"), input: "x", ...body } as never)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ status: "model" in body && body.model ? 404 : 400 });
    }
  });

  test("tokens of a request grow with its history, its conversation, its tools and its instructions", async () => {
    const { client } = await open(name);
    const count = async (body: object) =>
      (await client.responses.inputTokens.count({ model: customModel("json"), input: "Hi", ...body })).input_tokens;
    const alone = await count({});
    const { id } = await client.responses.create(ask("json"));
    const conversation = await client.conversations.create({ items: [{ role: "user", content: "A word or two" }] });
    expect(alone).toBeGreaterThan(0);
    const tool = { type: "function", name: "f", parameters: { type: "object", properties: {} }, strict: false };
    for (const more of [{ previous_response_id: id }, { conversation: conversation.id }, { tools: [tool] }, { instructions: "Be brief" }]) {
      expect(await count(more)).toBeGreaterThan(alone);
    }
    await expect(count({ previous_response_id: "resp_nobody" })).rejects.toMatchObject({
      status: 400,
      code: "previous_response_not_found",
    });
    await expect(count({ conversation: "conv_nobody" })).rejects.toMatchObject({ status: 404 });
  });

  test("whatever a model writes is stored as it is: NUL, half surrogates, __proto__", async () => {
    const { client } = await open(name);
    const response = await client.responses.create(ask("hostile"));
    const text = 'a\0b \ud800 c "__proto__" \u2028';
    expect(response.output_text).toBe(text);
    expect((await client.responses.retrieve(response.id)).output_text).toBe(text);
    await client.responses.create({ ...ask("json"), previous_response_id: response.id });
    const events = await all(await client.responses.create({ ...ask("hostile"), stream: true, background: true }));
    const { id } = assertStreamGrammar(events);
    await sleep(50);
    expect(await all(await client.responses.retrieve(id, { stream: true }))).toEqual(events);
  });
});
