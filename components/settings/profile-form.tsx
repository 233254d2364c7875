"use client";

import { useActionState, useState } from "react";
import { FormFoot } from "@/components/settings/form-foot";
import { type FormAction, UNTOUCHED } from "@/components/settings/state";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";

interface ProfileFormProps {
  name: string;
  email: string;
  hasPassword: boolean;
  action: FormAction;
}

/** Name and e-mail; a changed e-mail asks for the current password. */
export function ProfileForm({ name, email, hasPassword, action }: ProfileFormProps) {
  const [state, submit, pending] = useActionState(action, UNTOUCHED);
  const [typedName, setName] = useState(name);
  const [typedEmail, setEmail] = useState(email);
  const asksPassword = hasPassword && typedEmail.trim().toLowerCase() !== email;
  return (
    <form action={submit}>
      <Card title="Profile" footer={<FormFoot state={state} pending={pending} label="Save profile" />}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={state.errors.name}>
            <Input name="name" autoComplete="name" maxLength={80} value={typedName} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="E-mail" hint={email ? undefined : "Needed to sign in with a password."} error={state.errors.email}>
            <Input
              type="email"
              name="email"
              autoComplete="email"
              maxLength={254}
              autoCapitalize="none"
              spellCheck={false}
              value={typedEmail}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          {asksPassword ? (
            <Field
              label="Current password"
              hint="Asked because the e-mail changes."
              error={state.errors.currentPassword}
              className="sm:col-start-2"
            >
              <Input type="password" name="currentPassword" autoComplete="current-password" required maxLength={200} />
            </Field>
          ) : null}
        </div>
      </Card>
    </form>
  );
}
