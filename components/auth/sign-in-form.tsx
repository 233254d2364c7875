"use client";

import { useActionState } from "react";
import type { SignInState } from "@/components/auth/state";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, Input } from "@/components/ui/field";

interface SignInFormProps {
  returnTo: string;
  /** What went wrong elsewhere, e.g. at a provider. */
  error: string | null;
  action: (previous: SignInState, form: FormData) => Promise<SignInState>;
}

/** E-mail and password; a wrong password keeps the e-mail. Works without JavaScript too. */
export function SignInForm({ returnTo, error, action }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, { email: "", error, attempt: 0 });
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="returnTo" value={returnTo} />
      {state.error ? (
        <Callout key={state.attempt} tone="danger" role="alert">
          {state.error}
        </Callout>
      ) : null}
      <Field label="E-mail">
        <Input
          key={`email-${state.attempt}`}
          type="email"
          name="email"
          autoComplete="username"
          required
          maxLength={254}
          defaultValue={state.email}
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label="Password">
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          maxLength={200}
          autoFocus={state.attempt > 0}
          key={state.attempt}
        />
      </Field>
      <Button type="submit" variant="primary" loading={pending}>
        Sign in
      </Button>
    </form>
  );
}
