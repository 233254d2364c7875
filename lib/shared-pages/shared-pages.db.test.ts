import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/audit/actor";
import { deleteThread, writeThread } from "@/lib/conversations/mutations";
import type { AnswerDetails, ThreadEntry } from "@/lib/conversations/schema";
import { OPEN, wrap } from "@/lib/genui/read/envelope";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { deleteExpiredPages, sharePage, unsharePage } from "./mutations";
import { findSharedPage, listSharedPages } from "./queries";

const KEY = "sk-proj-0123456789abcdefghijklmnop";
let alice: Principal;
let bob: Principal;

beforeEach(async () => {
  [alice, bob] = [await createPrincipal("alice"), await createPrincipal("bob")];
});

describe("sharePage", () => {
  test("freezes what was said: what is said later is not on the page", async () => {
    const { threadId, ids } = await write(alice, null, [asked("Sales?"), answered("Up by 4 %.")]);
    const page = await share(alice, threadId);
    await write(alice, { threadId, tailId: ids.at(-1) ?? null }, [asked("And costs?"), answered("Secret.")]);
    expect(await findSharedPage(page.token)).toMatchObject({
      title: "Sales?",
      turns: [
        { type: "user", text: "Sales?" },
        { type: "answer", text: "Up by 4 %.", model: "c1/vitrine/offline/v-20261122" },
      ],
    });
  });

  test("one answer comes with the question before it, and nothing else of the thread", async () => {
    const entries = [asked("One?"), answered("1"), asked("Two?"), answered("2"), asked("Three?"), answered("3")];
    const { threadId, ids } = await write(alice, null, entries);
    const page = await share(alice, threadId, ids[3]);
    expect((await findSharedPage(page.token))?.turns.map(({ text }) => text)).toEqual(["Two?", "2"]);
    expect(page.isOneAnswer).toBe(true);
  });

  test("no key, system prompt, call, thought or form leaves; a program with a key in it is still one", async () => {
    const picture = `data:image/png;base64,${"iVBORw0KGgo".repeat(20)}`;
    const program = wrap(`root = Text("Authorization: Bearer ${KEY}")\npicture = Image("${picture}")`);
    const call = {
      type: "function_call" as const,
      id: "new",
      call_id: "call_1",
      name: "lookup",
      arguments: '{"who":"Grace"}',
      status: "completed" as const,
    };
    const { threadId } = await write(alice, null, [asked(`Use ${KEY}`), answered(program), { item: call, details: null }]);
    const page = await share(alice, threadId);
    const stored = JSON.stringify(await prisma().sharedPage.findUnique({ where: { id: page.id } }));
    for (const hidden of [KEY, "Grace", "Speak like a pirate", "typed into a form", "thought about it", "alice"])
      expect(stored).not.toContain(hidden);
    const answer = (await findSharedPage(page.token))?.turns[1]?.text ?? "";
    expect(answer.startsWith(OPEN)).toBe(true);
    expect(answer).toContain("&quot;)\npicture");
    expect(answer).toContain(picture);
  });

  test("another user's thread, an answer that is not there and a thread without an answer are refused", async () => {
    const { threadId, ids } = await write(alice, null, [asked("Sales?"), answered("Up.")]);
    expect(await sharePage(actor(bob), bob, { threadId, itemId: null, days: 7 })).toEqual({ ok: false, reason: "not_found" });
    for (const itemId of ["msg_none", ids[0] ?? ""])
      expect(await sharePage(actor(alice), alice, { threadId, itemId, days: 7 })).toEqual({ ok: false, reason: "nothing_to_share" });
    const silent = await write(alice, null, [asked("Hello?")]);
    expect(await sharePage(actor(alice), alice, { threadId: silent.threadId, itemId: null, days: 7 })).toMatchObject({ ok: false });
  });
});

describe("a link", () => {
  test("can't be guessed: 32 characters, new for each page, and nothing but a token is looked up", async () => {
    const { threadId } = await write(alice, null, [asked("Sales?"), answered("Up.")]);
    const [one, two] = [await share(alice, threadId), await share(alice, threadId)];
    expect(one.token).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(two.token).not.toBe(one.token);
    for (const token of [one.id, `${one.token}0`, "\0", ""]) expect(await findSharedPage(token)).toBeNull();
  });

  test("leads nowhere once its page is unshared, which only its user can do, and is written down", async () => {
    const { threadId } = await write(alice, null, [asked("Sales?"), answered("Up.")]);
    const page = await share(alice, threadId);
    expect(await unsharePage(actor(bob), page.id)).toBe(false);
    expect(await findSharedPage(page.token)).not.toBeNull();
    expect(await unsharePage(actor(alice), page.id)).toBe(true);
    expect(await findSharedPage(page.token)).toBeNull();
    expect(await prisma().sharedPage.count({ where: { id: page.id } })).toBe(0);
    const events = await prisma().auditEvent.findMany({ where: { targetId: page.id }, orderBy: { createdAt: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["shared_page.created", "shared_page.deleted"]);
    expect(JSON.stringify(events)).not.toContain(page.token);
  });

  test("expires, is listed no more, and its content is deleted", async () => {
    const { threadId } = await write(alice, null, [asked("Sales?"), answered("Up.")]);
    const [kept, passing] = [await share(alice, threadId), await share(alice, threadId)];
    await prisma().sharedPage.update({ where: { id: passing.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await findSharedPage(passing.token)).toBeNull();
    expect((await listSharedPages(alice)).map(({ id }) => id)).toEqual([kept.id]);
    expect(await listSharedPages(bob)).toEqual([]);
    expect(await deleteExpiredPages(10)).toBe(1);
    expect(await prisma().sharedPage.count({ where: { id: passing.id } })).toBe(0);
  });

  test("goes with the thread that it shows", async () => {
    const { threadId } = await write(alice, null, [asked("Sales?"), answered("Up.")]);
    const page = await share(alice, threadId);
    await deleteThread(alice, threadId);
    expect(await findSharedPage(page.token)).toBeNull();
  });
});

async function share(principal: Principal, threadId: string, itemId: string | null = null) {
  const shared = await sharePage(actor(principal), principal, { threadId, itemId, days: 30 });
  if (!shared.ok) throw new Error(shared.reason);
  return shared.page;
}

function actor({ userId, workspaceId }: Principal): Actor {
  return { type: "user", userId, workspaceId, ip: null, userAgent: null, requestId: null };
}

async function write(principal: Principal, to: { threadId: string; tailId: string | null } | null, entries: ThreadEntry[]) {
  const written = await writeThread(principal, {
    threadId: to?.threadId ?? null,
    afterId: to?.tailId ?? null,
    tailId: to?.tailId ?? null,
    entries,
  });
  if (!written.ok) throw new Error(written.reason);
  return written;
}

function asked(text: string): ThreadEntry {
  return {
    item: { type: "message", id: "new", role: "user", status: "completed", content: [{ type: "input_text", text }] },
    details: null,
  };
}

function answered(text: string): ThreadEntry {
  const details: AnswerDetails = {
    state: "done",
    model: "c1/vitrine/offline/v-20261122",
    requestId: "req_1",
    responseId: "resp_1",
    firstDeltaMs: 1,
    totalMs: 2,
    inputTokens: 1,
    outputTokens: 1,
    cachedTokens: null,
    cacheWriteTokens: null,
    cost: null,
    cacheSaving: null,
    finishReason: "stop",
    thinking: "thought about it",
    steps: [],
    citations: [],
    error: null,
    settings: {
      model: "m",
      system: "Speak like a pirate",
      temperature: null,
      topP: null,
      maxTokens: null,
      tools: null,
      hosted: { webSearch: false, mcpServers: [], stores: [] },
    },
    formContext: "typed into a form",
  };
  const content = [{ type: "output_text" as const, text, annotations: [], logprobs: [] }];
  return { item: { type: "message", id: "new", role: "assistant", status: "completed", content }, details };
}

async function createPrincipal(name: string): Promise<Principal> {
  const [workspaceId, userId] = [newId("ws"), newId("usr")];
  await prisma().workspace.create({ data: { id: workspaceId, name, users: { create: { id: userId, name } } } });
  return { workspaceId, userId, via: { type: "session", sessionId: newId("ses"), role: "owner" } };
}
