import { createHash } from "node:crypto";
import { prisma } from "@/lib/prisma";
import type { InvitationState, InvitationView } from "./schema";

const TOKEN = /^[0-9A-Za-z]{43}$/;

/** What is kept of an invitation's token; null for what cannot be one. */
export function invitationHash(token: unknown): Uint8Array<ArrayBuffer> | null {
  return typeof token === "string" && TOKEN.test(token) ? new Uint8Array(createHash("sha256").update(token).digest()) : null;
}

/** The invitations of a workspace that can still be accepted, newest first. */
export async function listInvitations(workspaceId: string): Promise<InvitationView[]> {
  const rows = await prisma().invitation.findMany({
    where: { workspaceId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { createdBy: { select: { name: true, email: true } } },
  });
  return rows.map(({ id, role, email, expiresAt, createdBy }) => ({
    id,
    role,
    email,
    expiresAt,
    createdByName: createdBy?.name ?? createdBy?.email ?? null,
  }));
}

/** What an invitation is and whether it can be accepted; a token that never was one is `unknown`. */
export async function findInvitation(token: unknown): Promise<InvitationState> {
  const hash = invitationHash(token);
  const row =
    hash &&
    (await prisma().invitation.findUnique({
      where: { hash },
      include: { workspace: { select: { name: true } }, createdBy: { select: { name: true, email: true } } },
    }));
  if (!row) return { state: "unknown" };
  if (row.acceptedAt) return { state: "used" };
  if (row.revokedAt) return { state: "revoked" };
  if (row.expiresAt <= new Date()) return { state: "expired" };
  const { id, workspaceId, role, email, workspace, createdBy } = row;
  return {
    state: "open",
    id,
    workspaceId,
    workspaceName: workspace.name,
    role,
    email,
    invitedBy: createdBy?.name ?? createdBy?.email ?? null,
  };
}
