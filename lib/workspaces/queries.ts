import { prisma } from "@/lib/prisma";

/** A user as the owner sees them. */
export interface UserView {
  id: string;
  email: string | null;
  name: string | null;
  role: "owner" | "member";
  createdAt: Date;
  disabledAt: Date | null;
}

/** The users of this server, oldest first, at most 500. */
export function listUsers(): Promise<UserView[]> {
  return prisma().user.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 500,
    select: { id: true, email: true, name: true, role: true, createdAt: true, disabledAt: true },
  });
}

/** A workspace that is there. */
export function findWorkspace(id: string): Promise<{ id: string; name: string; createdAt: Date }> {
  return prisma().workspace.findUniqueOrThrow({ where: { id }, select: { id: true, name: true, createdAt: true } });
}
