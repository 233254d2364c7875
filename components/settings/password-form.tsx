"use client";

import { useActionState } from "react";
import { FormFoot } from "@/components/settings/form-foot";
import { type FormAction, UNTOUCHED } from "@/components/settings/state";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";

interface PasswordFormProps {
  /** Null: the account has no address yet, so there is nothing to sign in with. */
  email: string | null;
  hasPassword: boolean;
  action: FormAction;
}

/** Sets or changes the password. */
export function PasswordForm({ email, hasPassword, action }: PasswordFormProps) {
  const [state, submit, pending] = useActionState(action, UNTOUCHED);
  if (!email) return <Card title="Password" description="Save an e-mail address first: it is what you sign in with." className="pb-5" />;
  const label = hasPassword ? "Change password" : "Set password";
  return (
    <form action={submit}>
      <Card
        title="Password"
        description="A new password signs every other browser out."
        footer={<FormFoot state={state} pending={pending} label={label} />}
      >
        {/* Password managers file the new password under this name. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <div className="grid gap-4 sm:grid-cols-2">
          {hasPassword ? (
            <Field label="Current password" error={state.errors.currentPassword}>
              <Input type="password" name="currentPassword" autoComplete="current-password" required maxLength={200} />
            </Field>
          ) : null}
          <Field
            label="New password"
            hint="At least 10 characters; several words are easy to keep in mind."
            error={state.errors.newPassword}
          >
            <Input type="password" name="newPassword" autoComplete="new-password" required minLength={10} maxLength={200} />
          </Field>
        </div>
      </Card>
    </form>
  );
}
