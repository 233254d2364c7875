import type { StoredItem } from "@/lib/generation/item";
import { claimName } from "@/lib/idempotency/mutations";
import type { Claim } from "@/lib/idempotency/schema";
import { isConversationId, newId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { CONVERSATION_FIELDS } from "./fields";
import { insertItems } from "./items/mutations";
import { toJson } from "./items/stored";
import { type ConversationRow, findThread } from "./queries";
import {
  AnswerDetails,
  type ForkThreadBody,
  type SaveFormBody,
  THREAD_ITEMS_MAX,
  ThreadEntry,
  type ThreadVersions,
  type WriteThreadBody,
} from "./schema";
import { titleOf } from "./title";
import { scopeOf } from "./scope";
import { keepVersion } from "./versions/mutations";
import { listVersions } from "./versions/queries";

export type WriteThreadResult =
  | { ok: true; threadId: string; title: string; ids: string[]; versions: ThreadVersions[] }
  | { ok: false; reason: "not_found" | "changed_elsewhere" | "thread_full" };

export type ThreadResult = { ok: true } | { ok: false; reason: "not_found" };

const prefixes = { message: "msg", function_call: "fc", function_call_output: "fc" } as const satisfies Record<
  ThreadEntry["item"]["type"],
  string
>;
const owned = (principal: Principal) => ({ workspaceId: principal.workspaceId, userId: principal.userId, isThread: true });

/**
 * Replaces the end of a thread, atomically. Ids are given here and returned in order; an entry keeps the id it names
 * only if it already had it in this thread. `changed_elsewhere`: the thread no longer ends where the writer believes.
 */
export async function writeThread(principal: Principal, body: WriteThreadBody): Promise<WriteThreadResult> {
  return prisma().$transaction(async (tx) => {
    const thread = await lockedThread(tx, principal, body);
    if (!thread) return { ok: false, reason: "not_found" };
    const rows = await tx.conversationItem.findMany({
      where: { conversationId: thread.id },
      orderBy: { position: "asc" },
      select: { id: true, position: true, deletedAt: true },
    });
    const live = rows.filter(({ deletedAt }) => deletedAt === null);
    const after = live.find(({ id }) => id === body.afterId);
    if ((body.afterId !== null && !after) || !(await endsWith(tx, thread.id, live, body.tailId)))
      return { ok: false, reason: "changed_elsewhere" };
    const position = (body.afterId === body.tailId ? (rows.at(-1)?.position ?? -1) : (after?.position ?? -1)) + 1;
    if (position + body.entries.length > THREAD_ITEMS_MAX) return { ok: false, reason: "thread_full" };

    const replaced = rows.filter((row) => row.position >= position).map(({ id }) => id);
    // What is written under an id that it had is the same answer, longer; anything else is said anew, and what was said before is kept.
    const isAnew = replaced.length > 0 && !body.entries.some(({ item }) => replaced.includes(item.id));
    if (isAnew && !(await keepVersion(tx, thread.id, body.afterId, position))) return { ok: false, reason: "thread_full" };
    await tx.conversationItem.deleteMany({ where: { conversationId: thread.id, position: { gte: position } } });
    const entries = body.entries.map((entry) => withId(entry, replaced));
    await tx.conversationItem.createMany({
      data: entries.map(({ item, details }, index) => ({
        id: item.id,
        conversationId: thread.id,
        position: position + index,
        item,
        details: details ? toJson(details) : Prisma.DbNull,
      })),
    });
    const ids = entries.map(({ item }) => item.id);
    const kept = live.filter((row) => row.position < position).map(({ id }) => id);
    const versions = await listVersions(tx, thread.id, [...kept, ...ids]);
    return { ok: true, threadId: thread.id, title: thread.title ?? "Untitled", ids, versions };
  });
}

/** Begins a thread with what another thread of the user says up to an item, that one too; what is thought and typed beside it comes along. */
export async function forkThread(principal: Principal, { threadId, itemId }: ForkThreadBody): Promise<WriteThreadResult> {
  const thread = await findThread(principal, threadId);
  const at = thread?.entries.findIndex(({ item }) => item.id === itemId) ?? -1;
  if (!thread || at === -1) return { ok: false, reason: "not_found" };
  const answered = thread.entries.slice(0, at + 1);
  const forked = await writeThread(principal, { threadId: null, afterId: null, tailId: null, entries: answered });
  if (!forked.ok) return forked;
  await renameThread(principal, forked.threadId, thread.title);
  return { ...forked, title: thread.title };
}

/** Keeps what was typed into the forms of one answer; nothing else of the answer can be changed this way. */
export async function saveForm(principal: Principal, { threadId, itemId, formContext }: SaveFormBody): Promise<ThreadResult> {
  return prisma().$transaction(async (tx) => {
    const row = await tx.conversationItem.findFirst({
      where: { id: itemId, conversationId: threadId, conversation: owned(principal) },
      select: { details: true },
    });
    const details = AnswerDetails.safeParse(row?.details);
    if (!details.success) return { ok: false, reason: "not_found" };
    await tx.conversationItem.update({
      where: { conversationId_id: { conversationId: threadId, id: itemId } },
      data: { details: toJson({ ...details.data, formContext }) },
    });
    return { ok: true };
  });
}

export async function renameThread(principal: Principal, id: string, title: string): Promise<ThreadResult> {
  const { count } = await prisma().conversation.updateMany({ where: { id, ...owned(principal) }, data: { title } });
  return count === 0 ? { ok: false, reason: "not_found" } : { ok: true };
}

/** Deletes the thread with all its items, for good. */
export async function deleteThread(principal: Principal, id: string): Promise<ThreadResult> {
  const { count } = await prisma().conversation.deleteMany({ where: { id, ...owned(principal) } });
  return count === 0 ? { ok: false, reason: "not_found" } : { ok: true };
}

/** Megabytes of items take a busy machine longer than the usual 5 seconds. */
const CREATION = { maxWait: 10_000, timeout: 20_000 };

/** Begins a conversation of the API, with the items in it or not at all. Throws `idempotency_in_progress` when its name is taken. */
export async function createConversation(
  principal: Principal,
  { title, metadata, items }: { title: string | null; metadata: Record<string, string>; items: readonly StoredItem[] },
  claim: Claim | null = null,
): Promise<ConversationRow> {
  const id = newId("conv");
  return prisma().$transaction(async (tx) => {
    if (claim) await claimName(tx, principal, claim, id);
    const { userId } = principal;
    // The time in the id, so that a list can go on after a conversation that is gone.
    const createdAt = timeOfId("conv", id) ?? new Date();
    const data = { id, ...scopeOf(principal), userId, title, metadata, createdAt };
    const conversation = await tx.conversation.create({ data, select: CONVERSATION_FIELDS });
    await insertItems(tx, id, items);
    return conversation;
  }, CREATION);
}

/** Replaces what is given, `metadata` as a whole. Null for an unknown id and for another workspace's conversation alike. */
export async function updateConversation(
  principal: Principal,
  id: string,
  { title, metadata }: { title?: string | null; metadata?: Record<string, string> },
): Promise<ConversationRow | null> {
  if (!isConversationId(id)) return null;
  const [conversation] = await prisma().conversation.updateManyAndReturn({
    where: { id, ...scopeOf(principal) },
    data: { ...(title !== undefined && { title }), ...(metadata && { metadata }) },
    select: CONVERSATION_FIELDS,
  });
  return conversation ?? null;
}

/** Deletes the conversation with all its items, for good; false if there is none. A response that is at work on it ends without it. */
export async function deleteConversation(principal: Principal, id: string): Promise<boolean> {
  if (!isConversationId(id)) return false;
  const { count } = await prisma().conversation.deleteMany({ where: { id, ...scopeOf(principal) } });
  return count > 0;
}

/** The update takes the row's lock, so that writers of one thread come one after the other. */
async function lockedThread(tx: Prisma.TransactionClient, principal: Principal, body: WriteThreadBody) {
  const select = { id: true, title: true } as const;
  if (body.threadId === null) {
    return tx.conversation.create({
      data: { id: newId("conv"), ...owned(principal), title: titleOf(body.entries) },
      select,
    });
  }
  const [thread] = await tx.conversation.updateManyAndReturn({
    where: { id: body.threadId, ...owned(principal) },
    data: { updatedAt: new Date() },
    select,
  });
  return thread;
}

/** Whether the page that knows `tailId` as the last item knows the whole thread: what the API put after it, if anything, no page shows. */
async function endsWith(
  tx: Prisma.TransactionClient,
  conversationId: string,
  live: { id: string; position: number }[],
  tailId: string | null,
): Promise<boolean> {
  if ((live.at(-1)?.id ?? null) === tailId) return true;
  const tail = live.find(({ id }) => id === tailId);
  if (tailId !== null && !tail) return false;
  const later = await tx.conversationItem.findMany({
    where: { conversationId, deletedAt: null, position: { gt: tail?.position ?? -1 } },
    select: { item: true, details: true },
  });
  return later.every((row) => !ThreadEntry.safeParse(row).success);
}

function withId(entry: ThreadEntry, replaced: string[]): ThreadEntry {
  const id = replaced.includes(entry.item.id) ? entry.item.id : newId(prefixes[entry.item.type]);
  return { ...entry, item: { ...entry.item, id } };
}
