"use server";

import { redirect } from "next/navigation";
import { requestAddress } from "@/lib/auth/request-address";
import { signIn, startOAuth } from "@/lib/auth/sign-in";
import { signInMessage } from "@/lib/auth/sign-in-message";
import { log } from "@/lib/log";
import { signUp } from "@/lib/workspaces/sign-up";
import type { LinkState, SignInState, SignUpState } from "@/components/auth/state";

/** The text of a form's field; whatever else a client sends in its place counts as empty. */
function field(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const email = field(form, "email");
  const result = await signIn("password", { email, password: field(form, "password") }, field(form, "returnTo"));
  if (result.ok) redirect(result.location as "/playground");
  return { email: email.slice(0, 254), error: signInMessage(result.reason), attempt: Date.now() };
}

export async function startOAuthAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const result = await startOAuth(field(form, "provider"), field(form, "returnTo"));
  if (result.ok) redirect(result.location as "/playground");
  return { email: "", error: signInMessage(result.reason), attempt: Date.now() };
}

export async function redeemLinkAction(_previous: LinkState, form: FormData): Promise<LinkState> {
  const result = await signIn("link", { token: field(form, "token") }, null);
  if (result.ok) redirect(result.location as "/playground");
  return result.reason === "link_unusable" ? "spent" : "failed";
}

export async function signUpAction(_previous: SignUpState, form: FormData): Promise<SignUpState> {
  const typed = { email: field(form, "email"), name: field(form, "name"), password: field(form, "password") };
  const kept = { email: typed.email.slice(0, 254), name: typed.name.slice(0, 200) };
  try {
    const result = await signUp(typed, requestAddress());
    if (result.ok) return { ...kept, done: true, errors: {} };
    if (result.reason === "invalid") return { ...kept, done: false, errors: { [result.field]: result.message } };
    if (result.reason === "weak_password") return { ...kept, done: false, errors: { password: "This password is too easy to guess." } };
    const sentence =
      result.reason === "closed" ? "Sign-up is closed. Ask the owner of this server." : "Too many attempts. Wait 15 minutes.";
    return { ...kept, done: false, errors: { form: sentence } };
  } catch (error) {
    log.error({ err: String(error) }, "sign-up failed");
    return { ...kept, done: false, errors: { form: "The account could not be made. Try again in a moment." } };
  }
}
