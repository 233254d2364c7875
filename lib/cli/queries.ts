import type { Actor } from "@/lib/audit/actor";
import { prisma } from "@/lib/prisma";

/**
 * Whoever runs the command line, acting for a workspace: the one with this id or of the user with this e-mail address, else the
 * owner's. Null when there is none, or nobody in it who could own a key.
 */
export async function findActor(workspace: string | undefined): Promise<(Actor & { userId: string }) | null> {
  const named = { OR: [{ workspaceId: workspace }, { email: workspace?.toLowerCase() }] };
  const user = await prisma().user.findFirst({
    where: { disabledAt: null, ...(workspace === undefined ? { role: "owner" } : named) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, workspaceId: true },
  });
  return user && { type: "cli", userId: user.id, workspaceId: user.workspaceId, ip: null, userAgent: null, requestId: null };
}
