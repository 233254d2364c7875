import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Prisma } from "@/prisma/generated/client";
import { THREAD_VERSIONS_MAX, type ShowVersionBody, ThreadEntry } from "../schema";
import { BEGINNING } from "./queries";

type Tx = Prisma.TransactionClient;
export type ShowVersionResult = { ok: true } | { ok: false; reason: "not_found" | "changed_elsewhere" };

/**
 * Keeps what a thread says from a position on, before it is said anew, as a version of what follows `afterId`. False when the thread holds
 * as many as it may. An answer of which nothing arrived is not kept.
 */
export async function keepVersion(tx: Tx, conversationId: string, afterId: string | null, position: number): Promise<boolean> {
  const entries = await entriesFrom(tx, conversationId, position);
  if (!entries.some(saysSomething)) return true;
  const place = { conversationId, afterId: afterId ?? BEGINNING };
  if ((await tx.threadVersion.count({ where: { conversationId } })) > THREAD_VERSIONS_MAX) return false;
  const { count } = await tx.threadVersion.updateMany({ where: { ...place, isShown: true }, data: { isShown: false, entries } });
  if (count === 0) await tx.threadVersion.create({ data: { ...place, number: 1, isShown: false, entries } });
  const last = await tx.threadVersion.aggregate({ where: place, _max: { number: true } });
  await tx.threadVersion.create({ data: { ...place, number: (last._max.number ?? 0) + 1, isShown: true, entries: [] } });
  return true;
}

/** Puts another version of what follows an item in the place of the one that is shown, which is kept as it is now. */
export async function showVersion(
  principal: Principal,
  { threadId, afterId, tailId, number }: ShowVersionBody,
): Promise<ShowVersionResult> {
  const { workspaceId, userId } = principal;
  return prisma().$transaction(async (tx) => {
    // Takes the lock of the thread, as every writer does.
    const { count } = await tx.conversation.updateMany({
      where: { id: threadId, workspaceId, userId, isThread: true },
      data: { updatedAt: new Date() },
    });
    if (count === 0) return { ok: false, reason: "not_found" };
    const rows = await tx.conversationItem.findMany({
      where: { conversationId: threadId, deletedAt: null },
      orderBy: { position: "asc" },
      select: { id: true, position: true },
    });
    const after = rows.find(({ id }) => id === afterId);
    if ((afterId !== null && !after) || (rows.at(-1)?.id ?? null) !== tailId) return { ok: false, reason: "changed_elsewhere" };
    const place = { conversationId: threadId, afterId: afterId ?? BEGINNING };
    const versions = await tx.threadVersion.findMany({ where: place, orderBy: { number: "asc" } });
    const [wanted, shown] = [versions[number - 1], versions.find(({ isShown }) => isShown)];
    if (!wanted || !shown) return { ok: false, reason: "not_found" };
    if (wanted.number === shown.number) return { ok: true };
    const position = (after?.position ?? -1) + 1;
    await mark(tx, shown, false, await entriesFrom(tx, threadId, position));
    await tx.conversationItem.deleteMany({ where: { conversationId: threadId, position: { gte: position } } });
    await insert(tx, threadId, position, wanted.entries);
    await mark(tx, wanted, true, []);
    return { ok: true };
  });
}

type VersionKey = Prisma.ThreadVersionConversationIdAfterIdNumberCompoundUniqueInput;

function mark(tx: Tx, { conversationId, afterId, number }: VersionKey, isShown: boolean, entries: Prisma.InputJsonValue) {
  return tx.threadVersion.update({
    where: { conversationId_afterId_number: { conversationId, afterId, number } },
    data: { isShown, entries },
  });
}

async function entriesFrom(tx: Tx, conversationId: string, position: number): Promise<Prisma.InputJsonObject[]> {
  const rows = await tx.conversationItem.findMany({
    where: { conversationId, deletedAt: null, position: { gte: position } },
    orderBy: { position: "asc" },
    select: { id: true, item: true, details: true },
  });
  return rows.map(({ id, item, details }) => ({ id, item: item as Prisma.InputJsonValue, details: details as Prisma.InputJsonValue }));
}

async function insert(tx: Tx, conversationId: string, position: number, entries: Prisma.JsonValue): Promise<void> {
  const rows = (Array.isArray(entries) ? entries : []).flatMap((entry, index) => {
    const { id, item, details } = isObject(entry) ? entry : {};
    return typeof id === "string" && item ? [{ id, conversationId, position: position + index, item, ...(details && { details }) }] : [];
  });
  await tx.conversationItem.createMany({ data: rows });
}

function isObject(value: Prisma.JsonValue): value is Prisma.JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function saysSomething(entry: Prisma.InputJsonObject): boolean {
  const { data } = ThreadEntry.safeParse(entry);
  if (data?.item.type !== "message" || data.item.role === "user") return true;
  return data.item.content.some((part) => (part.type === "refusal" ? part.refusal : part.text) !== "");
}
