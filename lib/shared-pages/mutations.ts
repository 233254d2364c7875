import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { writeThread } from "@/lib/conversations/mutations";
import { findThread } from "@/lib/conversations/queries";
import { THREAD_ITEMS_MAX, type ThreadEntry } from "@/lib/conversations/schema";
import { newId, randomBase62 } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { redact } from "@/lib/redact";
import { ENTRY_FIELDS, findSharedPage, toEntry } from "./queries";
import { SHARED_CHARS_MAX, SHARED_PAGES_MAX, type SharedTurn, type SharePageBody, type SharePageResult } from "./schema";
import { snapshotOf } from "./snapshot";

const DAY_MS = 86_400_000;
/** 190 random bits. */
const TOKEN_LENGTH = 32;

/** Freezes a thread of the user's, or one answer of it, as a page for everybody who has its link. What is said later is not on it. */
export async function sharePage(actor: Actor, principal: Principal, { threadId, itemId, days }: SharePageBody): Promise<SharePageResult> {
  const { workspaceId, userId } = principal;
  const thread = await findThread(principal, threadId);
  if (!thread) return { ok: false, reason: "not_found" };
  const turns = snapshotOf(thread.entries, itemId);
  if (!turns.some(({ type }) => type === "answer")) return { ok: false, reason: "nothing_to_share" };
  if (turns.reduce((sum, { text }) => sum + text.length, 0) > SHARED_CHARS_MAX) return { ok: false, reason: "too_long" };
  return prisma().$transaction(async (tx) => {
    if ((await tx.sharedPage.count({ where: { workspaceId, userId } })) >= SHARED_PAGES_MAX) return { ok: false, reason: "too_many" };
    const page = await tx.sharedPage.create({
      data: {
        id: newId("shp"),
        token: randomBase62(TOKEN_LENGTH),
        workspaceId,
        userId,
        conversationId: thread.id,
        itemId,
        title: redact(thread.title),
        turns,
        expiresAt: days === null ? null : new Date(Date.now() + days * DAY_MS),
      },
      select: ENTRY_FIELDS,
    });
    await audit(tx, actor, "shared_page.created", page.id, { threadId: thread.id, days });
    return { ok: true, page: toEntry(page) };
  });
}

/** Copies what a link shows into a new thread of the user's; returns the thread's id, or null when the link leads nowhere. */
export async function forkSharedPage(principal: Principal, token: string): Promise<string | null> {
  const page = await findSharedPage(token);
  if (!page) return null;
  const entries = page.turns.slice(-THREAD_ITEMS_MAX).map(toThreadEntry);
  const written = await writeThread(principal, { threadId: null, afterId: null, tailId: null, entries });
  return written.ok ? written.threadId : null;
}

function toThreadEntry(turn: SharedTurn): ThreadEntry {
  const message = { type: "message", id: "new", status: "completed" } as const;
  if (turn.type === "user")
    return { item: { ...message, role: "user", content: [{ type: "input_text", text: turn.text }] }, details: null };
  const content = [{ type: "output_text" as const, text: turn.text, annotations: [], logprobs: [] }];
  return { item: { ...message, role: "assistant", content }, details: null };
}

/** Deletes a page of the user's with its content: its link leads nowhere from now on. False when there is none. */
export async function unsharePage(actor: Actor, id: string): Promise<boolean> {
  const { workspaceId, userId } = actor;
  if (userId === null) return false;
  return prisma().$transaction(async (tx) => {
    const { count } = await tx.sharedPage.deleteMany({ where: { id, workspaceId, userId } });
    if (count > 0) await audit(tx, actor, "shared_page.deleted", id, null);
    return count > 0;
  });
}

/** Deletes up to `max` pages past their time; returns how many they were. */
export async function deleteExpiredPages(max: number): Promise<number> {
  const rows = await prisma().sharedPage.findMany({ where: { expiresAt: { lte: new Date() } }, select: { id: true }, take: max });
  if (rows.length === 0) return 0;
  await prisma().sharedPage.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  return rows.length;
}
