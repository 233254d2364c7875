"use client";

import Link from "next/link";
import { useActionState } from "react";
import type { SignUpState } from "@/components/auth/state";
import { Button, buttonClass } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, Input } from "@/components/ui/field";

interface SignUpFormProps {
  action: (previous: SignUpState, form: FormData) => Promise<SignUpState>;
  /** Sent along, of somebody who was invited; the address when it is decided already. */
  invitation?: { token: string; email: string | null };
}

/** Makes an account. The last step is signing in, whether or not the address had an account before; the invited are signed in at once. */
export function SignUpForm({ action, invitation }: SignUpFormProps) {
  const [state, submit, pending] = useActionState(action, { email: invitation?.email ?? "", name: "", done: false, errors: {} });
  if (state.done) {
    return (
      <div className="flex flex-col gap-4">
        <Callout tone="success" role="status" title="Now sign in">
          If {state.email.trim()} had no account here, it has one now. If it had one, its password is unchanged.
        </Callout>
        <Link href="/sign-in" className={buttonClass({ variant: "primary" })}>
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <form action={submit} className="flex flex-col gap-4">
      {invitation ? <input type="hidden" name="token" value={invitation.token} /> : null}
      {state.errors.form ? (
        <Callout tone="danger" role="alert">
          {state.errors.form}
        </Callout>
      ) : null}
      <Field label="Name" aside="Optional" error={state.errors.name}>
        <Input name="name" autoComplete="name" maxLength={80} defaultValue={state.name} key={`name-${state.name}`} />
      </Field>
      <Field label="E-mail" error={state.errors.email}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          required
          maxLength={254}
          readOnly={invitation?.email != null}
          defaultValue={state.email}
          key={`email-${state.email}`}
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label="Password" hint="At least 10 characters; several words are easy to keep in mind." error={state.errors.password}>
        <Input type="password" name="password" autoComplete="new-password" required minLength={10} maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" loading={pending}>
        {invitation ? "Create account and join" : "Create account"}
      </Button>
    </form>
  );
}
