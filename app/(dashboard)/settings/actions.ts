"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { ChangeResult, FormState } from "@/components/settings/state";
import { permittedActor, sessionActor } from "@/lib/auth/actor";
import { deleteConnectedAccount, endOtherSessions, endSession, setMemberDisabled } from "@/lib/auth/mutations";
import { NOT_PERMITTED } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { startConnecting } from "@/lib/auth/sign-in";
import { signInMessage } from "@/lib/auth/sign-in-message";
import { setWorkspaceLimits } from "@/lib/limits/budget/mutations";
import { readLimits } from "@/lib/limits/read-form";
import { log } from "@/lib/log";
import { setLogSetting } from "@/lib/logs/mutations";
import { readLogSetting } from "@/lib/logs/read-setting";
import { setSetting } from "@/lib/settings/mutations";
import { changePassword } from "@/lib/workspaces/change-password";
import { changeProfile } from "@/lib/workspaces/change-profile";
import type { Refusal } from "@/lib/workspaces/schema";

const FAILED = "The change could not be made. Try again in a moment.";
const OWNER_ONLY: ChangeResult = { ok: false, reason: "owner_only", message: "Only the owner can change this." };

export async function saveProfileAction(_previous: FormState, form: FormData): Promise<FormState> {
  const session = await requireSession();
  const actor = await sessionActor();
  return toState(() =>
    changeProfile(session, actor, { name: text(form, "name"), email: text(form, "email"), currentPassword: text(form, "currentPassword") }),
  );
}

export async function savePasswordAction(_previous: FormState, form: FormData): Promise<FormState> {
  const session = await requireSession();
  const actor = await sessionActor();
  return toState(() =>
    changePassword(session, actor, { currentPassword: text(form, "currentPassword"), newPassword: text(form, "newPassword") }),
  );
}

export async function saveLogAction(_previous: FormState, form: FormData): Promise<FormState> {
  const actor = await permittedActor("workspace.change");
  if (!actor) return { savedAt: null, errors: { form: NOT_PERMITTED.message } };
  return toState(async () => {
    const setting = readLogSetting(text(form, "mode"), text(form, "days"));
    if (!setting) return { ok: false, reason: "invalid", field: null, message: "Choose what is kept, and for how many days." };
    await setLogSetting(actor, setting);
    return { ok: true };
  });
}

export async function saveLimitsAction(_previous: FormState, form: FormData): Promise<FormState> {
  const actor = await permittedActor("workspace.change");
  if (!actor) return { savedAt: null, errors: { form: NOT_PERMITTED.message } };
  const read = readLimits((name) => text(form, name));
  if (!read.ok) return { savedAt: null, errors: read.errors };
  return toState(async () => {
    await setWorkspaceLimits(actor, read.limits);
    return { ok: true };
  });
}

export async function connectProviderAction(provider: unknown): Promise<ChangeResult> {
  const session = await requireSession();
  const result = await startConnecting(session, typeof provider === "string" ? provider : "");
  if (!result.ok) return { ok: false, reason: "failed", message: signInMessage(result.reason) };
  redirect(result.location as "/settings");
}

export async function disconnectProviderAction(provider: unknown): Promise<ChangeResult> {
  const { user } = await requireSession();
  const actor = await sessionActor();
  return change(async () => {
    const done = typeof provider === "string" && (await deleteConnectedAccount(actor, user.id, provider.slice(0, 40)));
    const message = "It is the only way left to sign in to this account. Set a password first.";
    return done ? { ok: true } : { ok: false, reason: "only_way", message };
  });
}

export async function endSessionAction(id: unknown): Promise<ChangeResult> {
  const { user, sessionId } = await requireSession();
  if (id === sessionId) return { ok: false, reason: "current_session", message: "This is the session you are using. Sign out to end it." };
  return change(async () => {
    const ended = isId(id) && (await endSession(user.id, id));
    return ended ? { ok: true } : { ok: false, reason: "not_found", message: "This session has ended already." };
  });
}

export async function endOtherSessionsAction(): Promise<ChangeResult> {
  const { user, sessionId } = await requireSession();
  return change(async () => {
    await endOtherSessions(user.id, sessionId);
    return { ok: true };
  });
}

export async function setSignUpOpenAction(isOpen: unknown): Promise<ChangeResult> {
  const { user } = await requireSession();
  if (user.role !== "owner") return OWNER_ONLY;
  const actor = await sessionActor();
  return change(async () => {
    await setSetting(actor, "signUpOpen", isOpen === true);
    return { ok: true };
  });
}

export async function setUserDisabledAction(id: unknown, disabled: unknown): Promise<ChangeResult> {
  const { user } = await requireSession();
  if (user.role !== "owner") return OWNER_ONLY;
  const actor = await sessionActor();
  return change(async () => {
    const done = isId(id) && (await setMemberDisabled(actor, id, disabled === true));
    return done ? { ok: true } : { ok: false, reason: "not_found", message: "There is nothing to change for this user." };
  });
}

/** The text of a form's field; whatever else a client sends in its place counts as empty. */
function text(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

function isId(id: unknown): id is string {
  return typeof id === "string" && /^[a-z]{2,10}_[0-9A-Za-z]{8,64}$/.test(id);
}

async function toState(work: () => Promise<{ ok: true } | Refusal<string>>): Promise<FormState> {
  try {
    const result = await work();
    if (!result.ok) return { savedAt: null, errors: { [result.field ?? "form"]: result.message } };
    revalidatePath("/settings");
    return { savedAt: Date.now(), errors: {} };
  } catch (error) {
    log.error({ err: String(error) }, "a settings form failed");
    return { savedAt: null, errors: { form: FAILED } };
  }
}

async function change(work: () => Promise<ChangeResult>): Promise<ChangeResult> {
  try {
    const result = await work();
    revalidatePath("/settings");
    return result;
  } catch (error) {
    log.error({ err: String(error) }, "a settings change failed");
    return { ok: false, reason: "failed", message: FAILED };
  }
}
