import type { ResponseInputItem } from "openai/resources/responses/responses";
import { beforeEach, describe, expect, test } from "vitest";
import { lockConversation } from "@/lib/conversations/lock/mutations";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { assertValid } from "@/tests/contracts/assert-valid";
import { messages, openConversations, textsOf } from "@/tests/http/conversations";
import { TRANSPORTS } from "@/tests/http/transport";

const IMAGE = "data:image/png;base64,iVBORw0KGgo=";

/** Every kind of item, as clients write it, and as it is kept. */
const KINDS: [string, ResponseInputItem, unknown][] = [
  ["a message without a type", { role: "user", content: "a" }, message("user", [{ type: "input_text", text: "a" }])],
  ["a system message", { type: "message", role: "system", content: "b" }, message("system", [{ type: "input_text", text: "b" }])],
  [
    "a developer message",
    { role: "developer", content: [{ type: "input_text", text: "c" }] },
    message("developer", [{ type: "input_text", text: "c" }]),
  ],
  [
    "an image",
    { role: "user", content: [{ type: "input_image", image_url: IMAGE, detail: "low" }] },
    message("user", [{ type: "input_image", image_url: IMAGE, detail: "low" }]),
  ],
  [
    "a file",
    { role: "user", content: [{ type: "input_file", filename: "a.txt", file_data: "data:text/plain;base64,YQ==" }] },
    message("user", [{ type: "input_file", filename: "a.txt", file_data: "data:text/plain;base64,YQ==" }]),
  ],
  ["an assistant's text", { role: "assistant", content: "d" }, message("assistant", [outputText("d")])],
  [
    "an assistant's answer as agents send it back",
    {
      type: "message",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "e", annotations: [], logprobs: [] }],
    } as never,
    message("assistant", [outputText("e")]),
  ],
  [
    "an assistant's refusal",
    { type: "message", id: "msg_x", role: "assistant", status: "incomplete", content: [{ type: "refusal", refusal: "no" }] },
    { ...message("assistant", [{ type: "refusal", refusal: "no" }]), id: "msg_x", status: "incomplete" },
  ],
  [
    "a call without an id",
    { type: "function_call", call_id: "call_1", name: "f", arguments: '{"a":1}' },
    { type: "function_call", id: expect.stringMatching(/^fc_/), call_id: "call_1", name: "f", arguments: '{"a":1}', status: "completed" },
  ],
  [
    "a tool's output",
    { type: "function_call_output", call_id: "call_1", output: "31" },
    { type: "function_call_output", id: expect.stringMatching(/^fc/), call_id: "call_1", output: "31", status: "completed" },
  ],
  [
    "reasoning",
    { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "hm" }] },
    { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "hm" }], status: "completed" },
  ],
];

describe.each(TRANSPORTS)("items over the %s transport", (name) => {
  let open: Awaited<ReturnType<typeof openConversations>>;
  let id: string;

  beforeEach(async () => {
    open = await openConversations(name);
    id = (await open.client.conversations.create()).id;
  });

  test("200: every kind is kept whole, by either way in", async () => {
    const { client } = open;
    const items = KINDS.map(([, item]) => item);
    const kept = KINDS.map(([, , item]) => item);
    const added = await client.conversations.items.create(id, { items });
    assertValid("openai-conversations", "ConversationItemList", added);
    expect(added.data).toEqual(kept);
    expect(added).toMatchObject({ object: "list", has_more: false, first_id: added.data[0]?.id, last_id: added.data.at(-1)?.id });
    const listed = await client.conversations.items.list(id, { order: "asc" });
    expect(listed.data).toEqual(added.data);
    for (const item of added.data) {
      const got = await client.conversations.items.retrieve(item.id ?? "", { conversation_id: id });
      assertValid("openai-conversations", "ConversationItem", got);
      expect(got).toEqual(item);
    }
    const other = await client.conversations.create({ items });
    assertValid("openai-conversations", "ConversationResource", other);
    expect((await client.conversations.items.list(other.id, { order: "asc" })).data).toEqual(kept);
  });

  test("200: an id is kept where it is new, also if another conversation has it", async () => {
    const { client } = open;
    const item = { ...message("user", [{ type: "input_text" as const, text: "a" }]), type: "message" as const, id: "msg_mine" };
    const [first] = (await client.conversations.items.create(id, { items: [item as never] })).data;
    const [again] = (await client.conversations.items.create(id, { items: [item as never] })).data;
    expect([first?.id, again?.id === "msg_mine"]).toEqual(["msg_mine", false]);
    await client.conversations.items.delete("msg_mine", { conversation_id: id });
    const [after] = (await client.conversations.items.create(id, { items: [item as never] })).data;
    expect(after?.id).not.toBe("msg_mine");
    const other = await client.conversations.create({ items: [item as never] });
    expect((await client.conversations.items.list(other.id)).data.map((one) => one.id)).toEqual(["msg_mine"]);
  });

  test("200: a reference becomes a copy of what it names", async () => {
    const { client } = open;
    const [one] = (await client.conversations.items.create(id, { items: messages(1) })).data;
    const other = await client.conversations.create({ items: [{ type: "item_reference", id: one?.id ?? "" }] });
    expect((await client.conversations.items.list(other.id)).data).toEqual([one]);
    await client.conversations.delete(id);
    expect((await client.conversations.items.list(other.id)).data).toEqual([one]);
  });

  test("200: the official client pages through all, either way; the newest first by default", async () => {
    const { client } = open;
    for (let first = 1; first <= 41; first += 20) await client.conversations.items.create(id, { items: messages(20, first) });
    const expected = Array.from({ length: 60 }, (_, i) => String(i + 1));
    for (const order of ["asc", "desc"] as const) {
      const seen: unknown[] = [];
      for await (const item of client.conversations.items.list(id, { order, limit: 7 })) seen.push(item);
      expect(textsOf(seen)).toEqual(order === "asc" ? expected : expected.toReversed());
    }
    const page = await client.conversations.items.list(id);
    expect([page.data.length, page.has_more, textsOf(page.data)[0]]).toEqual([20, true, "60"]);
    const [last] = (await client.conversations.items.list(id, { limit: 1, order: "desc" })).data;
    expect(textsOf([last])).toEqual(["60"]);
  });

  test("200: deleting answers with the conversation; the item is gone, its place is not", async () => {
    const { client, send } = open;
    const { data } = await client.conversations.items.create(id, { items: messages(4) });
    const ids = data.map((item) => item.id ?? "");
    const answer = await client.conversations.items.delete(ids[1] ?? "", { conversation_id: id });
    expect(answer).toEqual(await client.conversations.retrieve(id));
    for (const method of ["GET", "DELETE"]) {
      const gone = await send(method, `/conversations/${id}/items/${ids[1]}`);
      const never = await send(method, `/conversations/${id}/items/msg_never`);
      expect([gone.status, gone.json.error.code, gone.text]).toEqual([404, "item_not_found", never.text]);
    }
    expect(textsOf((await client.conversations.items.list(id, { order: "asc", after: ids[1] ?? "" })).data)).toEqual(["3", "4"]);
    expect(textsOf((await client.conversations.items.list(id, { order: "desc", after: ids[1] ?? "" })).data)).toEqual(["1"]);
    const row = await prisma().conversationItem.findFirstOrThrow({ where: { conversationId: id, id: ids[1] ?? "" } });
    expect(row.item).toEqual({});
  });

  test("400 conversation_locked: nothing is written while a response is at work; the client tries again by itself", async () => {
    const { client, send, actor, secret } = open;
    const [item] = (await client.conversations.items.create(id, { items: messages(1) })).data;
    const principal = { ...actor, via: { type: "key" as const, keyId: secret, models: null } };
    expect(await lockConversation(prisma(), principal, id, newId("resp"), 2_500)).toBe("locked");
    const refused = await send("POST", `/conversations/${id}/items`, { items: messages(1) });
    expect([refused.status, refused.json.error]).toEqual([
      400,
      {
        message: expect.stringContaining("Another process"),
        type: "invalid_request_error",
        param: "conversation",
        code: "conversation_locked",
      },
    ]);
    expect(["x-should-retry", "retry-after-ms", "retry-after"].map((header) => refused.headers.get(header))).toEqual(["true", "1000", "1"]);
    expect((await send("DELETE", `/conversations/${id}/items/${item?.id}`)).json.error.code).toBe("conversation_locked");
    expect((await client.conversations.items.list(id)).data).toHaveLength(1);
    expect((await client.conversations.update(id, { metadata: { a: "1" } })).metadata).toEqual({ a: "1" });
    // Three tries a second apart outlast the lease.
    const patient = client.withOptions({ maxRetries: 5 });
    expect((await patient.conversations.items.create(id, { items: messages(1, 2) })).data).toHaveLength(1);
  });

  test("20 writers at once: every list stays together and nothing is lost", async () => {
    const { client } = open;
    const patient = client.withOptions({ maxRetries: 5 });
    await Promise.all(Array.from({ length: 20 }, (_, i) => patient.conversations.items.create(id, { items: messages(3, i * 3) })));
    const texts = textsOf((await client.conversations.items.list(id, { order: "asc", limit: 100 })).data).map(Number);
    expect(texts.toSorted((a, b) => a - b)).toEqual([...Array(60).keys()]);
    for (let i = 0; i < 60; i += 3) expect(texts.slice(i, i + 3)).toEqual([0, 1, 2].map((step) => (texts[i] ?? 0) + step));
  });
});

function message(role: string, content: unknown[]) {
  return { type: "message", id: expect.stringMatching(/^msg_[0-9A-Za-z]{24}$/), role, status: "completed", content };
}

function outputText(text: string) {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}
