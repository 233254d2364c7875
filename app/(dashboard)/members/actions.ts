"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { InvitationResult, MemberChange } from "@/components/members/member-actions";
import type { ActionFailure } from "@/components/ui/use-action";
import { permittedActor, sessionActor } from "@/lib/auth/actor";
import { NOT_PERMITTED } from "@/lib/auth/permissions";
import { log } from "@/lib/log";
import { createInvitation, revokeInvitation } from "@/lib/workspaces/invitations/mutations";
import { InvitationBody, OPEN_INVITATIONS_MAX } from "@/lib/workspaces/invitations/schema";
import { removeMember, setMemberRole } from "@/lib/workspaces/members/mutations";
import { MEMBER_FAILURES, type MemberResult, Role } from "@/lib/workspaces/members/schema";
import { renameWorkspace } from "@/lib/workspaces/mutations";
import { WorkspaceName } from "@/lib/workspaces/schema";

const FAILED: ActionFailure = { ok: false, reason: "failed", message: "The change could not be made. Try again in a moment." };
const INVALID: ActionFailure = { ok: false, reason: "invalid", message: "There is no such thing to choose." };

export async function inviteAction(body: unknown): Promise<InvitationResult> {
  const actor = await permittedActor("members.change");
  if (!actor) return NOT_PERMITTED;
  const parsed = InvitationBody.safeParse(body);
  if (!parsed.success)
    return parsed.error.issues[0]?.path[0] === "email"
      ? { ok: false, reason: "invalid_email", message: "This is not an e-mail address." }
      : INVALID;
  const { data } = parsed;
  return attempt(async () => {
    const invitation = await createInvitation(actor, data);
    if (invitation) return { ok: true, token: invitation.token };
    return { ok: false, reason: "too_many", message: `There are ${OPEN_INVITATIONS_MAX} open invitations already. Revoke one first.` };
  });
}

export async function revokeInvitationAction(id: unknown): Promise<MemberChange> {
  const actor = await permittedActor("members.change");
  if (!actor) return NOT_PERMITTED;
  return attempt(async () => {
    const done = isId(id) && (await revokeInvitation(actor, id));
    return done ? { ok: true } : { ok: false, reason: "not_found", message: "This invitation cannot be accepted any more." };
  });
}

export async function setRoleAction(userId: unknown, role: unknown): Promise<MemberChange> {
  const actor = await permittedActor("members.change");
  if (!actor) return NOT_PERMITTED;
  const parsed = Role.safeParse(role);
  if (!parsed.success) return INVALID;
  return attempt(async () => toChange(isId(userId) ? await setMemberRole(actor, userId, parsed.data) : { ok: false, reason: "not_found" }));
}

export async function removeMemberAction(userId: unknown): Promise<MemberChange> {
  const actor = await permittedActor("members.change");
  if (!actor) return NOT_PERMITTED;
  return attempt(async () => toChange(isId(userId) ? await removeMember(actor, userId) : { ok: false, reason: "not_found" }));
}

export async function leaveAction(): Promise<MemberChange> {
  const actor = await sessionActor();
  const left = await attempt(async () => toChange(await removeMember(actor, actor.userId)));
  if (left.ok) redirect("/playground");
  return left;
}

export async function renameWorkspaceAction(name: unknown): Promise<MemberChange> {
  const actor = await permittedActor("workspace.change");
  if (!actor) return NOT_PERMITTED;
  const parsed = WorkspaceName.safeParse(name);
  if (!parsed.success) return { ok: false, reason: "invalid_name", message: "A name has 1 to 80 characters on one line." };
  return attempt(async () => {
    await renameWorkspace(actor, parsed.data);
    return { ok: true };
  });
}

function toChange(result: MemberResult): MemberChange {
  return result.ok ? result : { ...result, message: MEMBER_FAILURES[result.reason] };
}

function isId(id: unknown): id is string {
  return typeof id === "string" && /^(?:usr|inv)_[0-9A-Za-z]{1,64}$/.test(id);
}

async function attempt<R extends { ok: true } | ActionFailure>(work: () => Promise<R>): Promise<R | ActionFailure> {
  try {
    const result = await work();
    revalidatePath("/members");
    return result;
  } catch (error) {
    log.error({ err: String(error) }, "a change of members failed");
    return FAILED;
  }
}
