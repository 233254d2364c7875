import type { Actor } from "@/lib/audit/actor";
import { prisma } from "@/lib/prisma";

/**
 * Whoever runs the command line, acting for a workspace: the one with this id, through its oldest owner, or where the user with this e-mail
 * address begins, else where the owner of the server does. Null when there is none, or nobody in it who could own a key.
 */
export async function findActor(workspace: string | undefined): Promise<(Actor & { userId: string }) | null> {
  const byId = await prisma().member.findFirst({
    where: { workspaceId: workspace ?? "", role: "owner", user: { disabledAt: null } },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
    select: { userId: true, workspaceId: true },
  });
  const user =
    byId ??
    (await prisma().user.findFirst({
      where: { disabledAt: null, ...(workspace === undefined ? { role: "owner" } : { email: workspace.toLowerCase() }) },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { id: true, workspaceId: true },
    }));
  if (!user) return null;
  const userId = "userId" in user ? user.userId : user.id;
  return { type: "cli", userId, workspaceId: user.workspaceId, ip: null, userAgent: null, requestId: null };
}
