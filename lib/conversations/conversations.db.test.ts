import { beforeEach, describe, expect, test } from "vitest";
import type { StoredItem } from "@/lib/generation/item";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { addItems, deleteItem } from "./items/mutations";
import { createConversation, deleteThread, renameThread, saveForm, writeThread } from "./mutations";
import { conversationItems, findThread, hasThread, listThreads } from "./queries";
import { type AnswerDetails, NO_HOSTED, TEXT_CHARS_MAX, type ThreadEntry, WriteThreadBody } from "./schema";

let alice: Principal;
let bob: Principal;

beforeEach(async () => {
  alice = await createPrincipal("alice");
  bob = await createPrincipal("bob");
});

describe("writeThread", () => {
  test("begins a thread titled by its first message and gives the items ids", async () => {
    const written = await write(alice, { entries: [said("  Chart my\texpenses \nsecond line")] });
    expect(written).toMatchObject({ ok: true, title: "Chart my expenses" });
    const thread = await findThread(alice, written.threadId);
    expect(thread?.entries.map(({ item }) => item.id)).toEqual(written.ids);
    expect(written.ids[0]).toMatch(/^msg_/);
  });

  test("a title is cut at a word and is never empty", async () => {
    const long = await write(alice, { entries: [said("word ".repeat(40))] });
    expect(long.title.length).toBeLessThanOrEqual(60);
    expect(long.title).toMatch(/word…$/);
    expect((await write(alice, { entries: [said("  \n ")] })).title).toBe("New thread");
  });

  test("appends, replaces an answer in place keeping its id, and truncates for an edit", async () => {
    const first = await write(alice, { entries: [said("one")] });
    const [user] = first.ids;
    const checkpoint = await write(alice, { ...first, afterId: user, tailId: user, entries: [answered("par", "streaming")] });
    const [answer] = checkpoint.ids;
    const final = await write(alice, { ...first, afterId: user, tailId: answer, entries: [answered("partial", "done", answer)] });
    expect(final.ids).toEqual([answer]);
    const thread = await findThread(alice, first.threadId);
    expect(thread?.entries).toHaveLength(2);
    expect(thread?.entries[1]).toMatchObject({ item: { content: [{ text: "partial" }] }, details: { state: "done" } });

    const edited = await write(alice, { ...first, afterId: null, tailId: answer, entries: [said("two")] });
    expect(edited.ids[0]).not.toBe(user);
    expect((await findThread(alice, first.threadId))?.entries.map(({ item }) => item.id)).toEqual(edited.ids);
  });

  test("an id that is not this thread's own is replaced, so nobody's item can be taken over", async () => {
    const theirs = await write(bob, { entries: [said("bob's")] });
    const mine = await write(alice, { entries: [{ ...said("mine"), item: { ...said("mine").item, id: theirs.ids[0] ?? "" } }] });
    expect(mine.ids[0]).not.toBe(theirs.ids[0]);
    expect((await findThread(bob, theirs.threadId))?.entries).toHaveLength(1);
  });

  test("changed_elsewhere: two windows do not overwrite each other, and nothing is half-written", async () => {
    const first = await write(alice, { entries: [said("one")] });
    const [user] = first.ids;
    const results = await Promise.all(
      ["a", "b", "c"].map((text) =>
        writeThread(alice, { threadId: first.threadId, afterId: user ?? null, tailId: user ?? null, entries: [answered(text, "done")] }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === "changed_elsewhere")).toHaveLength(2);
    expect((await findThread(alice, first.threadId))?.entries).toHaveLength(2);
  });

  test("not_found: another user's thread is a missing thread, to read, write, rename, delete and save forms alike", async () => {
    const { threadId, ids } = await write(alice, { entries: [said("one"), answered("x", "done")] });
    expect(await findThread(bob, threadId)).toBeNull();
    expect(await hasThread(bob, threadId)).toBe(false);
    expect(await hasThread(alice, threadId)).toBe(true);
    for (const id of ["", "conv_a\0b", "conv_\u{D800}", "x".repeat(10_000)]) expect(await findThread(alice, id)).toBeNull();
    const missing = { ok: false, reason: "not_found" };
    expect(await writeThread(bob, { threadId, afterId: null, tailId: ids[1] ?? null, entries: [said("mine")] })).toEqual(missing);
    expect(await renameThread(bob, threadId, "mine")).toEqual(missing);
    expect(await deleteThread(bob, threadId)).toEqual(missing);
    expect(await saveForm(bob, { threadId, itemId: ids[1] ?? "", formContext: "x" })).toEqual(missing);
    expect((await findThread(alice, threadId))?.title).toBe("one");
  });

  test("text that Postgres cannot hold is made storable, too long a text is refused", () => {
    const body = { threadId: null, afterId: null, tailId: null };
    const parsed = WriteThreadBody.parse({ ...body, entries: [said("a\0b\u{D800}c")] });
    expect(parsed.entries[0]?.item).toMatchObject({ content: [{ text: "ab\u{FFFD}c" }] });
    expect(WriteThreadBody.safeParse({ ...body, entries: [said("x".repeat(TEXT_CHARS_MAX + 1))] }).success).toBe(false);
    expect(WriteThreadBody.safeParse({ ...body, entries: [{ item: { type: "message", role: "system" }, details: null }] }).success).toBe(
      false,
    );
  });
});

describe("the list", () => {
  test("has only one's own threads, last used first, and finds by any part of the title, % and _ meaning themselves", async () => {
    const old = await write(alice, { entries: [said("Growth of 100% in q_1")] });
    await write(alice, { entries: [said("Capital of France")] });
    await write(bob, { entries: [said("Bob's")] });
    expect((await listThreads(alice)).map(({ title }) => title)).toEqual(["Capital of France", "Growth of 100% in q_1"]);
    await write(alice, { threadId: old.threadId, afterId: old.ids[0], tailId: old.ids[0], entries: [said("more")] });
    expect((await listThreads(alice)).map(({ title }) => title)).toEqual(["Growth of 100% in q_1", "Capital of France"]);
    for (const search of ["100%", "Q_1", "growth"]) expect(await listThreads(alice, search)).toHaveLength(1);
    for (const search of ["1%0", "of_100", "\\"]) expect(await listThreads(alice, search)).toHaveLength(0);
  });

  test("rename and delete", async () => {
    const { threadId } = await write(alice, { entries: [said("one")] });
    expect(await renameThread(alice, threadId, "Renamed")).toEqual({ ok: true });
    expect(await listThreads(alice)).toMatchObject([{ title: "Renamed" }]);
    expect(await deleteThread(alice, threadId)).toEqual({ ok: true });
    expect(await listThreads(alice)).toEqual([]);
    expect(await prisma().conversationItem.count({ where: { conversationId: threadId } })).toBe(0);
  });
});

describe("threads and the API", () => {
  test("a conversation of the API is no thread: not listed, not opened, not written from the playground", async () => {
    const { id } = await createConversation(alice, { title: "API", metadata: {}, items: [] });
    expect([await listThreads(alice), await hasThread(alice, id), await findThread(alice, id)]).toEqual([[], false, null]);
    expect(await renameThread(alice, id, "Mine")).toEqual({ ok: false, reason: "not_found" });
    expect(await deleteThread(alice, id)).toEqual({ ok: false, reason: "not_found" });
    const body = { threadId: id, afterId: null, tailId: null, entries: [said("x")] };
    expect(await writeThread(alice, body)).toEqual({ ok: false, reason: "not_found" });
  });

  test("what the API adds is shown if it can be, and stays where it is if it can't", async () => {
    const thread = await write(alice, { entries: [said("one")] });
    const added = await addItems(alice, thread.threadId, [readable("two"), packed("cmp_1")]);
    expect(added.ok).toBe(true);
    const shown = (await findThread(alice, thread.threadId))?.entries.map(({ item }) => item.id) ?? [];
    expect(shown).toHaveLength(2);
    await write(alice, { threadId: thread.threadId, afterId: shown[1] ?? null, tailId: shown[1] ?? null, entries: [said("three")] });
    expect((await findThread(alice, thread.threadId))?.entries).toHaveLength(3);
    expect((await conversationItems(alice, thread.threadId))?.map(({ type }) => type)).toEqual([
      "message",
      "message",
      "compaction",
      "message",
    ]);
    const stale = { threadId: thread.threadId, afterId: shown[1] ?? null, tailId: shown[1] ?? null, entries: [said("late")] };
    expect(await writeThread(alice, stale)).toEqual({ ok: false, reason: "changed_elsewhere" });
  });

  test("what the API deletes is gone from the thread, which goes on", async () => {
    const thread = await write(alice, { entries: [said("one"), said("two")] });
    const [one = "", two = ""] = thread.ids;
    expect((await deleteItem(alice, thread.threadId, two)).ok).toBe(true);
    await write(alice, { threadId: thread.threadId, afterId: one, tailId: one, entries: [said("three")] });
    expect((await findThread(alice, thread.threadId))?.entries.map(({ item }) => item)).toMatchObject([
      { content: [{ text: "one" }] },
      { content: [{ text: "three" }] },
    ]);
  });
});

describe("saveForm", () => {
  test("keeps what was typed and leaves the answer as it is; a user's message has no form", async () => {
    const { threadId, ids } = await write(alice, { entries: [said("one"), answered("form", "done")] });
    expect(await saveForm(alice, { threadId, itemId: ids[1] ?? "", formContext: "[1]" })).toEqual({ ok: true });
    expect((await findThread(alice, threadId))?.entries[1]).toMatchObject({
      item: { content: [{ text: "form" }] },
      details: { formContext: "[1]", state: "done" },
    });
    expect(await saveForm(alice, { threadId, itemId: ids[0] ?? "", formContext: "[1]" })).toEqual({ ok: false, reason: "not_found" });
  });
});

async function write(principal: Principal, body: Partial<WriteThreadBody>) {
  const result = await writeThread(principal, {
    threadId: body.threadId ?? null,
    afterId: body.afterId ?? null,
    tailId: body.tailId ?? null,
    entries: body.entries ?? [],
  });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

function readable(text: string): StoredItem {
  return { type: "message", id: newId("msg"), role: "user", status: "completed", content: [{ type: "input_text", text }] };
}

function packed(id: string): StoredItem {
  return { type: "compaction", id, encrypted_content: "x" };
}

function said(text: string): ThreadEntry {
  return {
    item: { type: "message", id: "new", role: "user", status: "completed", content: [{ type: "input_text", text }] },
    details: null,
  };
}

function answered(text: string, state: AnswerDetails["state"], id = "new"): ThreadEntry {
  const settings = {
    model: "c1/vitrine/offline/v-20261122",
    system: null,
    temperature: null,
    topP: null,
    maxTokens: null,
    tools: null,
    hosted: NO_HOSTED,
  };
  return {
    item: {
      type: "message",
      id,
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text, annotations: [], logprobs: [] }],
    },
    details: {
      state,
      model: settings.model,
      requestId: "req_1",
      firstDeltaMs: 3,
      totalMs: 9,
      inputTokens: 1,
      outputTokens: 2,
      cachedTokens: 1,
      cacheWriteTokens: 0,
      cost: 0.00041,
      cacheSaving: -0.00003,
      finishReason: "stop",
      error: null,
      settings,
      formContext: null,
      responseId: null,
      thinking: null,
      steps: [],
      citations: [],
    },
  };
}

async function createPrincipal(name: string): Promise<Principal> {
  const workspaceId = newId("ws");
  const userId = newId("usr");
  await prisma().workspace.create({ data: { id: workspaceId, name, users: { create: { id: userId, name } } } });
  return { workspaceId, userId, via: { type: "session", sessionId: newId("ses"), role: "owner" } };
}
