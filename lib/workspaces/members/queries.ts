import type { MemberRole } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { MemberView } from "./schema";

const LIST_MAX = 500;

/** The members of a workspace, in the order in which they joined, at most 500. */
export async function listMembers(workspaceId: string): Promise<MemberView[]> {
  const rows = await prisma().member.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
    take: LIST_MAX,
    include: { user: { select: { name: true, email: true, disabledAt: true } } },
  });
  const keys = await prisma().apiKey.groupBy({
    by: ["createdById"],
    where: { workspaceId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    _count: true,
  });
  const counts = new Map(keys.map((group) => [group.createdById, group._count]));
  return rows.map(({ userId, role, createdAt, user: { name, email, disabledAt } }) => ({
    userId,
    name,
    email,
    role,
    isDisabled: disabledAt !== null,
    keyCount: counts.get(userId) ?? 0,
    joinedAt: createdAt,
  }));
}

/** The workspaces that a person is in, by name. */
export async function listWorkspaces(userId: string): Promise<{ id: string; name: string; role: MemberRole }[]> {
  const rows = await prisma().member.findMany({
    where: { userId },
    orderBy: [{ workspace: { name: "asc" } }, { workspaceId: "asc" }],
    take: LIST_MAX,
    include: { workspace: { select: { name: true } } },
  });
  return rows.map(({ workspaceId, role, workspace }) => ({ id: workspaceId, name: workspace.name, role }));
}
