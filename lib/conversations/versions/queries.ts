import type { Prisma } from "@/prisma/generated/client";
import type { ThreadVersions } from "../schema";

/** What stands for the beginning of a thread, before its first item. */
export const BEGINNING = "";

/** The places of a thread with more than one version, among the beginning and the items with these ids. */
export async function listVersions(
  tx: Pick<Prisma.TransactionClient, "threadVersion">,
  conversationId: string,
  ids: readonly string[],
): Promise<ThreadVersions[]> {
  const rows = await tx.threadVersion.findMany({
    where: { conversationId },
    select: { afterId: true, number: true, isShown: true },
    orderBy: { number: "asc" },
  });
  const places = new Map<string, ThreadVersions>();
  const live = new Set([BEGINNING, ...ids]);
  for (const { afterId, isShown } of rows) {
    if (!live.has(afterId)) continue;
    const place = places.get(afterId) ?? { afterId: afterId === BEGINNING ? null : afterId, count: 0, shown: 1 };
    place.count += 1;
    if (isShown) place.shown = place.count;
    places.set(afterId, place);
  }
  return [...places.values()];
}
