import { newId } from "@/lib/ids";
import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "./actor";

const USER_AGENT_LENGTH_MAX = 400;

/**
 * Records who did what to which thing, in the transaction of the change itself: never one without the other.
 * `action` is `<noun>.<past tense>`, e.g. `api_key.created`; `diff` holds what changed and never a secret.
 */
export async function audit(
  tx: Prisma.TransactionClient,
  actor: Actor,
  action: string,
  targetId: string | null,
  diff: Prisma.InputJsonObject | null,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId("aud"),
      workspaceId: actor.workspaceId,
      actorType: actor.type,
      actorId: actor.keyId ?? actor.userId,
      action,
      targetId,
      diff: diff ?? undefined,
      ip: actor.ip,
      userAgent: actor.userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
      requestId: actor.requestId,
    },
  });
}
