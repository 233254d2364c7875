"use client";

import { useState } from "react";
import type { MemberActions } from "@/components/members/member-actions";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";
import type { MemberRole } from "@/lib/principal";
import { INVITATION_DAYS } from "@/lib/workspaces/invitations/days";
import { ROLES } from "@/lib/workspaces/members/roles";

interface InviteDialogProps {
  origin: string;
  invite: MemberActions["invite"];
  onClose: () => void;
}

/** Makes an invitation, and shows its link the only time that it is known. */
export function InviteDialog({ origin, invite, onClose }: InviteDialogProps) {
  const { pending, failure, run } = useAction();
  const [role, setRole] = useState<MemberRole>("member");
  const [link, setLink] = useState<string | null>(null);
  const submit = async (form: HTMLFormElement) => {
    const result = await run(() => invite({ role, email: formText(form, "email").trim(), days: Number(formText(form, "days")) }));
    if (result?.ok) setLink(`${origin}/invite/${result.token}`);
  };
  if (link) return <LinkDialog link={link} onClose={onClose} />;
  const emailError = failure?.reason === "invalid_email" ? failure.message : null;
  return (
    <FormDialog
      size="sm"
      title="Invite"
      description="You get a link to send. It works once."
      submitLabel="Make link"
      pending={pending}
      problem={emailError ? null : failure?.message}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label="Role" hint={ROLES[role].meaning}>
        <Select name="role" value={role} onChange={(event) => setRole(event.target.value as MemberRole)}>
          {Object.entries(ROLES).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="E-mail" aside="Optional" hint="Only an account with this address can then accept." error={emailError}>
        <Input type="email" name="email" maxLength={254} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field label="Works for">
        <Select name="days" defaultValue="7">
          {INVITATION_DAYS.map((days) => (
            <option key={days} value={days}>
              {days === 1 ? "1 day" : `${days} days`}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}

function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  return (
    <Dialog
      open
      title="Send this link"
      description="This is the only time that it is shown. Whoever opens it can join, so send it to nobody else."
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-2 rounded-control border border-line bg-sunken p-1.5 pl-3.5">
        <code data-secret className="min-w-0 flex-1 basis-64 select-all break-all py-1 font-mono text-[13px] text-ink">
          {link}
        </code>
        <CopyButton text={link} label="Copy link" words variant="primary" />
      </div>
    </Dialog>
  );
}
