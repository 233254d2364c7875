import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { forkThread, writeThread } from "../mutations";
import { findThread } from "../queries";
import { type AnswerDetails, type Thread, ThreadEntry, type WriteThreadBody } from "../schema";
import { showVersion } from "./mutations";

let alice: Principal;
let bob: Principal;

beforeEach(async () => {
  [alice, bob] = [await createPrincipal("alice"), await createPrincipal("bob")];
});

describe("what is said anew", () => {
  test("keeps what was said before, with what followed, and gives it back under its ids", async () => {
    const { threadId, ids } = await begin(asked("one"), answered("first"), asked("two"), answered("later"));
    const [question = ""] = ids;
    const anew = await write({ threadId, afterId: question, tailId: ids[3] ?? "", entries: [answered("second")] });
    expect(anew.versions).toEqual([{ afterId: question, count: 2, shown: 2 }]);
    expect(await show(threadId, question, 1)).toEqual({ ok: true });
    const thread = await open(threadId);
    expect(texts(thread)).toEqual(["one", "first", "two", "later"]);
    expect(thread.entries.map(({ item }) => item.id)).toEqual(ids);
    expect(thread.entries[1]?.details?.formContext).toBe("typed");
    expect(thread.versions).toEqual([{ afterId: question, count: 2, shown: 1 }]);
    await show(threadId, question, 2);
    expect(texts(await open(threadId))).toEqual(["one", "second"]);
  });

  test("a third version is the third, whichever was shown; what was said on in between is kept with its own", async () => {
    const { threadId, ids } = await begin(asked("one"), answered("first"));
    const [question = ""] = ids;
    await write({ threadId, afterId: question, tailId: ids[1] ?? "", entries: [answered("second")] });
    await show(threadId, question, 1);
    const more = await write({ threadId, afterId: ids[1] ?? "", tailId: ids[1] ?? "", entries: [asked("on"), answered("and on")] });
    const third = await write({ threadId, afterId: question, tailId: more.ids[1] ?? "", entries: [answered("third")] });
    expect(third.versions).toEqual([{ afterId: question, count: 3, shown: 3 }]);
    const said: string[][] = [];
    for (const number of [1, 2, 3]) {
      await show(threadId, question, number);
      said.push(texts(await open(threadId)));
    }
    expect(said).toEqual([
      ["one", "first", "on", "and on"],
      ["one", "second"],
      ["one", "third"],
    ]);
  });

  test("also from the beginning, and within a version, whose own versions are there when it is shown", async () => {
    const { threadId, ids } = await begin(asked("one"), answered("first"));
    const again = await write({ threadId, afterId: ids[0] ?? "", tailId: ids[1] ?? "", entries: [answered("second")] });
    const edited = await write({ threadId, afterId: null, tailId: again.ids[0] ?? "", entries: [asked("other"), answered("answer")] });
    expect(edited.versions).toEqual([{ afterId: null, count: 2, shown: 2 }]);
    await show(threadId, null, 1);
    expect((await open(threadId)).versions).toHaveLength(2);
    await show(threadId, ids[0] ?? "", 1);
    expect(texts(await open(threadId))).toEqual(["one", "first"]);
  });

  test("an answer that grows is one and the same, and one of which nothing arrived is no version", async () => {
    const { threadId, ids } = await begin(asked("one"));
    const [question = ""] = ids;
    const part = await write({ threadId, afterId: question, tailId: question, entries: [answered("fi")] });
    const [answer = ""] = part.ids;
    const whole = await write({ threadId, afterId: question, tailId: answer, entries: [answered("first", answer)] });
    expect(whole.versions).toEqual([]);
    const empty = await write({ threadId, afterId: question, tailId: answer, entries: [answered("")] });
    expect(empty.versions).toHaveLength(1);
    const last = await write({ threadId, afterId: question, tailId: empty.ids[0] ?? "", entries: [answered("second")] });
    expect(last.versions).toEqual([{ afterId: question, count: 2, shown: 2 }]);
  });
});

describe("showVersion", () => {
  test("another user's thread, a version that is not there and a thread that changed meanwhile stay as they are", async () => {
    const { threadId, ids } = await begin(asked("one"), answered("first"));
    const [question = "", first = ""] = ids;
    const { ids: anew } = await write({ threadId, afterId: question, tailId: first, entries: [answered("second")] });
    const wanted = { threadId, afterId: question, tailId: anew[0] ?? "", number: 1 };
    expect(await showVersion(bob, wanted)).toEqual({ ok: false, reason: "not_found" });
    expect(await showVersion(alice, { ...wanted, number: 3 })).toEqual({ ok: false, reason: "not_found" });
    expect(await showVersion(alice, { ...wanted, tailId: first })).toEqual({ ok: false, reason: "changed_elsewhere" });
    expect(texts(await open(threadId))).toEqual(["one", "second"]);
  });
});

describe("forkThread", () => {
  test("begins a thread with what is said up to the answer, and leaves the other as it is", async () => {
    const { threadId, ids } = await begin(asked("one"), answered("first"), asked("two"), answered("later"));
    const forked = await forkThread(alice, { threadId, itemId: ids[1] ?? "" });
    if (!forked.ok) throw new Error(forked.reason);
    expect(forked.threadId).not.toBe(threadId);
    expect(texts(await open(forked.threadId))).toEqual(["one", "first"]);
    expect(texts(await open(threadId))).toHaveLength(4);
    expect(await forkThread(bob, { threadId, itemId: ids[1] ?? "" })).toEqual({ ok: false, reason: "not_found" });
    expect(await forkThread(alice, { threadId, itemId: "msg_none" })).toEqual({ ok: false, reason: "not_found" });
  });
});

const texts = ({ entries }: Thread): string[] =>
  entries.flatMap(({ item }) => (item.type === "message" ? item.content.map((part) => ("text" in part ? part.text : "")) : []));

async function open(threadId: string): Promise<Thread> {
  const thread = await findThread(alice, threadId);
  if (!thread) throw new Error("the thread is gone");
  return thread;
}

async function show(threadId: string, afterId: string | null, number: number) {
  const tailId = (await open(threadId)).entries.at(-1)?.item.id ?? null;
  return showVersion(alice, { threadId, afterId, tailId, number });
}

async function write(body: WriteThreadBody) {
  const written = await writeThread(alice, body);
  if (!written.ok) throw new Error(written.reason);
  return written;
}

const begin = (...entries: ThreadEntry[]) => write({ threadId: null, afterId: null, tailId: null, entries });

function asked(text: string): ThreadEntry {
  const content = [{ type: "input_text", text }];
  return ThreadEntry.parse({ item: { type: "message", id: "new", role: "user", status: "completed", content }, details: null });
}

function answered(text: string, id = "new"): ThreadEntry {
  const settings = {
    model: "m",
    system: null,
    temperature: null,
    topP: null,
    maxTokens: null,
    tools: null,
    hosted: { webSearch: false, mcpServers: [], stores: [] },
  };
  const details: Partial<AnswerDetails> = {
    state: "done",
    model: "m",
    requestId: null,
    firstDeltaMs: 1,
    totalMs: 2,
    inputTokens: 1,
    outputTokens: 1,
    finishReason: "stop",
    error: null,
    settings,
    formContext: "typed",
  };
  const content = [{ type: "output_text", text, annotations: [], logprobs: [] }];
  return ThreadEntry.parse({ item: { type: "message", id, role: "assistant", status: "completed", content }, details });
}

async function createPrincipal(name: string): Promise<Principal> {
  const [workspaceId, userId] = [newId("ws"), newId("usr")];
  await prisma().workspace.create({ data: { id: workspaceId, name, users: { create: { id: userId, name } } } });
  return { workspaceId, userId, via: { type: "session", sessionId: newId("ses"), role: "owner" } };
}
