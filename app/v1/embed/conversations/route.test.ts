import OpenAI, { BadRequestError, NotFoundError, PermissionDeniedError } from "openai";
import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { messages, openConversations, textsOf } from "@/tests/http/conversations";
import { TRANSPORTS } from "@/tests/http/transport";

describe.each(TRANSPORTS)("/v1/embed/conversations over the %s transport", (name) => {
  test("200: create with items, get, update, delete, by the official client", async () => {
    const { client } = await openConversations(name);
    const created = await client.conversations.create({ metadata: { topic: "tea" }, items: messages(2) });
    expect(created).toEqual({
      id: expect.stringMatching(/^conv_[0-9A-Za-z]{24}$/),
      object: "conversation",
      created_at: expect.any(Number),
      metadata: { topic: "tea" },
    });
    expect(Number.isInteger(created.created_at) && Math.abs(created.created_at - Date.now() / 1_000) < 60).toBe(true);
    expect(await client.conversations.retrieve(created.id)).toEqual(created);
    expect(await client.conversations.update(created.id, { metadata: { topic: "coffee" } })).toEqual({
      ...created,
      metadata: { topic: "coffee" },
    });
    expect(await client.conversations.delete(created.id)).toEqual({ id: created.id, object: "conversation.deleted", deleted: true });
    await expect(client.conversations.retrieve(created.id)).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.conversations.delete(created.id)).rejects.toMatchObject({ status: 404, code: "conversation_not_found" });
    expect(await prisma().conversationItem.count({ where: { conversationId: created.id } })).toBe(0);
  });

  test("200: metadata may have names that objects are born with", async () => {
    const { send } = await openConversations(name);
    const metadata = { constructor: "b", toString: "c" };
    const { status, json } = await send("POST", "/conversations", { metadata });
    expect([status, json.metadata]).toEqual([200, metadata]);
    expect((await send("GET", `/conversations/${json.id}`)).json.metadata).toEqual(metadata);
  });

  test.each([
    ["no body at all", undefined],
    ["an empty one", ""],
    ["an empty object", {}],
    ["no items, as agents send it", { items: [] }],
    ["nulls", { items: null, metadata: null, title: null }],
    ["an empty title", { title: "" }],
  ])("200: create with %s", async (_, body) => {
    const { send } = await openConversations(name);
    const { status, json } = await send("POST", "/conversations", body);
    expect([status, Object.keys(json), json.metadata]).toEqual([200, ["id", "object", "created_at", "metadata"], {}]);
    expect((await send("GET", `/conversations/${json.id}/items`)).json).toEqual({
      object: "list",
      data: [],
      first_id: "",
      last_id: "",
      has_more: false,
    });
  });

  test("200: a title is kept, changed without touching the metadata, and taken away", async () => {
    const { send } = await openConversations(name);
    const { json } = await send("POST", "/conversations", { title: "Tea 🍵", metadata: { a: "1" } });
    expect(json).toMatchObject({ title: "Tea 🍵", metadata: { a: "1" } });
    const path = `/conversations/${json.id}`;
    expect((await send("POST", path, { title: "Coffee" })).json).toEqual({ ...json, title: "Coffee" });
    expect((await send("POST", path, { metadata: { b: "2" } })).json).toEqual({ ...json, title: "Coffee", metadata: { b: "2" } });
    expect((await send("POST", path, { metadata: null, title: null })).json).toEqual({
      id: json.id,
      object: "conversation",
      created_at: json.created_at,
      metadata: {},
    });
  });

  test("200: what is written is what is read, whatever the text", async () => {
    const { send } = await openConversations(name);
    const metadata = { "": "", 𝒌ey: "\u200b'\"\\;--", k: "x".repeat(512), ["y".repeat(64)]: "\t\n" };
    const { json } = await send("POST", "/conversations", { metadata });
    expect(json.metadata).toEqual(metadata);
    expect((await send("GET", `/conversations/${json.id}`)).json).toEqual(json);
  });

  test("200: the list has the newest first, page by page, and nothing of the playground's nor of others", async () => {
    const { client, actor, send } = await openConversations(name);
    const stranger = await openConversations(name);
    await stranger.client.conversations.create();
    await prisma().conversation.create({ data: { id: newId("conv"), workspaceId: actor.workspaceId, isThread: true } });
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift((await client.conversations.create()).id);
    const all = (await send("GET", "/conversations")).json;
    expect([all.object, all.data.map(({ id }: { id: string }) => id), all.first_id, all.last_id, all.has_more]).toEqual([
      "list",
      expect.arrayContaining(ids),
      all.data[0].id,
      all.data[4].id,
      false,
    ]);
    expect(all.data).toHaveLength(5);
    const newestFirst: string[] = all.data.map(({ id }: { id: string }) => id);
    const walk = async (order: string, onPage: (lastId: string) => Promise<unknown>) => {
      const seen: string[] = [];
      for (let after = "", more = true; more; ) {
        const { json } = await send("GET", `/conversations?limit=2&order=${order}&after=${after}`);
        seen.push(...json.data.map(({ id }: { id: string }) => id));
        await onPage(json.last_id);
        after = json.last_id;
        more = json.has_more;
      }
      return seen;
    };
    expect(await walk("asc", async () => {})).toEqual(newestFirst.toReversed());
    // Conversations come and go meanwhile, the cursor itself too.
    const comeAndGo = (lastId: string) => Promise.all([client.conversations.create(), client.conversations.delete(lastId)]);
    expect(await walk("desc", comeAndGo)).toEqual(newestFirst);
  });

  test("403 before anything else; 404 for another's id is the very answer to an id that never was", async () => {
    const alice = await openConversations(name);
    const bob = await openConversations(name);
    const { id } = await alice.client.conversations.create({ items: messages(1) });
    const [item] = (await alice.client.conversations.items.list(id)).data;
    const requests: [string, string, unknown?][] = [
      ["GET", "/conversations/ID"],
      ["POST", "/conversations/ID", { metadata: {} }],
      ["DELETE", "/conversations/ID"],
      ["GET", "/conversations/ID/items"],
      ["GET", `/conversations/ID/items?after=${item?.id}`],
      ["POST", "/conversations/ID/items", { items: messages(1) }],
      ["GET", `/conversations/ID/items/${item?.id}`],
      ["DELETE", `/conversations/ID/items/${item?.id}`],
    ];
    for (const [method, path, body] of requests) {
      const theirs = await bob.send(method, path.replace("ID", id), body);
      const nobodys = await bob.send(method, path.replace("ID", "conv_000000000000000000000000"), body);
      const odd = await bob.send(method, path.replace("ID", "x%00%2F%F0%9F%8D%B5"), body);
      expect([theirs.status, theirs.json.error.code]).toEqual([404, "conversation_not_found"]);
      expect([theirs.text, theirs.text]).toEqual([nobodys.text, odd.text]);
      const stable = (answer: typeof theirs) => [...answer.headers.keys()].filter((header) => header !== "date").sort();
      expect(stable(theirs)).toEqual(stable(nobodys));
    }
    expect((await bob.send("GET", `/conversations?after=${id}`)).json.data).toEqual([]);
    const reference = { items: [{ type: "item_reference", id: item?.id }] };
    const missing = { items: [{ type: "item_reference", id: "msg_000000000000000000000000" }] };
    expect((await bob.send("POST", "/conversations", reference)).text).toBe((await bob.send("POST", "/conversations", missing)).text);
    expect((await alice.client.conversations.items.list(id)).data).toHaveLength(1);
    const unknown = new OpenAI({ apiKey: "vt-nope", baseURL: `${bob.transport.origin}/v1/embed`, fetch: bob.transport.fetch });
    await expect(unknown.conversations.create({ items: "wrong" as never })).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(alice.client.conversations.create({ items: "wrong" as never })).rejects.toBeInstanceOf(BadRequestError);
  });

  test("405 and 404 in the API's own form, preflight included", async () => {
    const { send } = await openConversations(name);
    const put = await send("PUT", "/conversations");
    expect([put.status, put.json.error.code, put.headers.get("allow")]).toEqual([405, "method_not_allowed", "POST, GET, HEAD, OPTIONS"]);
    const deep = await send("GET", "/conversations/conv_1/items/msg_1/more");
    expect([deep.status, deep.json.error.code]).toEqual([404, "not_found"]);
    const preflight = await send("OPTIONS", "/conversations/conv_1", undefined, { "access-control-request-headers": "x-stainless-os" });
    expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual([204, "GET, HEAD, POST, DELETE, OPTIONS"]);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-stainless-os");
  });

  test("200: the dialogue of the playground's threads is reachable by id", async () => {
    const { client, actor } = await openConversations(name);
    const id = newId("conv");
    await prisma().conversation.create({ data: { id, workspaceId: actor.workspaceId, isThread: true, title: "T" } });
    await client.conversations.items.create(id, { items: messages(2) });
    expect(textsOf((await client.conversations.items.list(id, { order: "asc" })).data)).toEqual(["1", "2"]);
    expect(await client.conversations.retrieve(id)).toMatchObject({ title: "T" });
    await client.conversations.delete(id);
  });
});
