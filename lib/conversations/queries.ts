import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/prisma";
import { type Thread, ThreadEntry, type ThreadSummary } from "./schema";

export const THREADS_LISTED_MAX = 200;

// Anything may stand in an address, NUL bytes too, which Postgres refuses.
const THREAD_ID = /^conv_[0-9A-Za-z]{1,59}$/;

const owned = (principal: Principal) => ({ workspaceId: principal.workspaceId, userId: principal.userId });

/** The user's threads, last used first, at most `THREADS_LISTED_MAX`; `search` is matched anywhere in the title. */
export async function listThreads(principal: Principal, search = ""): Promise<ThreadSummary[]> {
  const rows = await prisma().conversation.findMany({
    where: { ...owned(principal), ...(search && { title: { contains: likeText(search), mode: "insensitive" } }) },
    select: { id: true, title: true, updatedAt: true },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: THREADS_LISTED_MAX,
  });
  return rows.map(({ id, title, updatedAt }) => ({ id, title: title ?? "Untitled", updatedAt: updatedAt.toISOString() }));
}

/** Whether the user has such a thread. */
export async function hasThread(principal: Principal, id: string): Promise<boolean> {
  if (!THREAD_ID.test(id)) return false;
  return (await prisma().conversation.count({ where: { id, ...owned(principal) } })) > 0;
}

/** Null for an unknown id and for another user's thread alike. Rows this version cannot read are left out. */
export async function findThread(principal: Principal, id: string): Promise<Thread | null> {
  if (!THREAD_ID.test(id)) return null;
  const row = await prisma().conversation.findFirst({
    where: { id, ...owned(principal) },
    select: { id: true, title: true, updatedAt: true, items: { orderBy: { position: "asc" }, select: { item: true, details: true } } },
  });
  if (!row) return null;
  const entries = row.items.flatMap(({ item, details }) => {
    const entry = ThreadEntry.safeParse({ item, details });
    return entry.success ? [entry.data] : [];
  });
  return { id: row.id, title: row.title ?? "Untitled", updatedAt: row.updatedAt.toISOString(), entries };
}

/** Prisma escapes nothing in `contains`: without this a typed `%` would match everything. */
function likeText(search: string): string {
  return search.replace(/[\\%_]/g, (character) => `\\${character}`);
}
