import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { SharedPage } from "@/prisma/generated/client";
import { SHARED_PAGES_MAX, type SharedPageContent, type SharedPageEntry, SharedTurn } from "./schema";

// Anything may stand in an address, NUL bytes too, which Postgres refuses.
const TOKEN = /^[0-9A-Za-z]{32}$/;

export const ENTRY_FIELDS = {
  id: true,
  token: true,
  conversationId: true,
  itemId: true,
  title: true,
  createdAt: true,
  expiresAt: true,
} as const;

/** A page without its content, as the list shows it. */
export function toEntry(row: Pick<SharedPage, keyof typeof ENTRY_FIELDS>): SharedPageEntry {
  return {
    id: row.id,
    token: row.token,
    threadId: row.conversationId,
    title: row.title,
    isOneAnswer: row.itemId !== null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

/** What the user shares at the moment, the newest first. */
export async function listSharedPages(principal: Principal): Promise<SharedPageEntry[]> {
  const rows = await prisma().sharedPage.findMany({
    where: { workspaceId: principal.workspaceId, userId: principal.userId, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    select: ENTRY_FIELDS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHARED_PAGES_MAX,
  });
  return rows.map(toEntry);
}

/** The page behind a link, for anybody; null for one that was unshared, has expired or never was, all alike. */
export async function findSharedPage(token: string): Promise<SharedPageContent | null> {
  if (!TOKEN.test(token)) return null;
  const row = await prisma().sharedPage.findUnique({
    where: { token, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    select: { title: true, turns: true, createdAt: true },
  });
  const turns = SharedTurn.array().safeParse(row?.turns);
  return row && turns.success ? { title: row.title, turns: turns.data, createdAt: row.createdAt.toISOString() } : null;
}
