import type { Actor } from "@/lib/audit/actor";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/mutations";
import type { CreateKeyBody } from "@/lib/keys/schema";
import { hashSecret, mintSecret, secretHint } from "@/lib/keys/secret";
import { prisma } from "@/lib/prisma";

/** A workspace of its own with one user, as that user's actor. The command line's actor has no limit on the pace of creations. */
export async function newActor(type: Actor["type"] = "cli"): Promise<Actor & { userId: string }> {
  const [workspaceId, userId] = [newId("ws"), newId("usr")];
  await prisma().workspace.create({ data: { id: workspaceId, name: "Test" } });
  await prisma().user.create({ data: { id: userId, workspaceId, name: "Ada" } });
  await prisma().member.create({ data: { workspaceId, userId, role: "owner" } });
  return { type, userId, workspaceId, ip: "192.0.2.1", userAgent: "test", requestId: null };
}

export async function newKey(actor: Actor, body: Partial<CreateKeyBody> = {}) {
  const result = await createKey(actor, { name: newId("key"), ...body });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** Keys as another process would make them: rows and nothing else, so that nobody here has heard of them. */
export async function newKeyRows(actor: Actor & { userId: string }, count: number): Promise<{ id: string; secret: string }[]> {
  const keys = Array.from({ length: count }, () => ({ id: newId("key"), secret: mintSecret() }));
  await prisma().apiKey.createMany({
    data: keys.map(({ id, secret }) => ({
      id,
      name: id,
      workspaceId: actor.workspaceId,
      createdById: actor.userId,
      hash: Uint8Array.from(Buffer.from(hashSecret(secret), "hex")),
      everyModel: true,
      ...secretHint(secret),
    })),
  });
  return keys;
}
