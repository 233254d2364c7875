"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { JoinState, SignUpState } from "@/components/auth/state";
import { sessionActor } from "@/lib/auth/actor";
import { requestAddress } from "@/lib/auth/request-address";
import { requireSession } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { signInMessage } from "@/lib/auth/sign-in-message";
import { log } from "@/lib/log";
import { acceptInvitation } from "@/lib/workspaces/invitations/mutations";
import { ACCEPT_FAILURES } from "@/lib/workspaces/invitations/schema";
import { type InvitedSignUpResult, signUpInvited } from "@/lib/workspaces/invitations/sign-up";

const FAILED = "It could not be done. Try again in a moment.";

function field(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

export async function joinAction(_previous: JoinState, form: FormData): Promise<JoinState> {
  const session = await requireSession();
  const actor = await sessionActor();
  try {
    const result = await acceptInvitation(session, actor, field(form, "token"));
    if (!result.ok) return ACCEPT_FAILURES[result.reason];
  } catch (error) {
    log.error({ err: String(error) }, "an invitation could not be accepted");
    return FAILED;
  }
  redirect("/playground");
}

export async function signUpInvitedAction(_previous: SignUpState, form: FormData): Promise<SignUpState> {
  const typed = { email: field(form, "email"), name: field(form, "name"), password: field(form, "password") };
  const kept = { email: typed.email.slice(0, 254), name: typed.name.slice(0, 200) };
  try {
    const from = { ip: requestAddress(), userAgent: (await headers()).get("user-agent")?.slice(0, 400) ?? null };
    const result = await signUpInvited(field(form, "token"), typed, from);
    if (!result.ok) return { ...kept, done: false, errors: toErrors(result) };
  } catch (error) {
    log.error({ err: String(error) }, "an invited sign-up failed");
    return { ...kept, done: false, errors: { form: FAILED } };
  }
  const signedIn = await signIn("password", { email: typed.email, password: typed.password }, "/playground");
  if (signedIn.ok) redirect("/playground");
  return { ...kept, done: false, errors: { form: `The account is made. ${signInMessage(signedIn.reason)}` } };
}

function toErrors(result: Exclude<InvitedSignUpResult, { ok: true }>): SignUpState["errors"] {
  switch (result.reason) {
    case "invalid":
      return { [result.field]: result.message };
    case "weak_password":
      return { password: "This password is too easy to guess." };
    case "not_made":
      return { form: result.message };
    case "closed":
    case "throttled":
      return { form: "Too many attempts. Wait 15 minutes." };
  }
}
