"use client";

import { useState } from "react";
import type { KeyActionResult } from "@/components/keys/key-action";
import { useAction } from "@/components/ui/use-action";
import { Callout } from "@/components/ui/callout";
import { Field, Input } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";

interface RevokeDialogProps {
  target: KeyView;
  /** Whether the name must be typed: the key was in use lately. */
  typed: boolean;
  revoke: (confirmName: string | null) => Promise<KeyActionResult>;
  onRevoked: () => void;
  onClose: () => void;
}

/** Revoking is final, so a key that is in use asks for its name. */
export function RevokeDialog({ target, typed, revoke, onRevoked, onClose }: RevokeDialogProps) {
  const { pending, failure, run } = useAction();
  // The list may be older than the key's last use: then the server asks for the name.
  const [asked, setAsked] = useState(typed);
  const submit = async (form: HTMLFormElement) => {
    const name = asked ? formText(form, "confirm") : null;
    const result = await run(() => revoke(name));
    if (result?.ok) onRevoked();
    else if (result?.reason === "confirmation_required") setAsked(true);
  };
  const nameError = failure?.reason === "confirmation_mismatch" || failure?.reason === "confirmation_required" ? failure.message : null;
  return (
    <FormDialog
      size="sm"
      title="Revoke key"
      description={
        <>
          Every request with <strong className="font-medium text-ink">{target.name}</strong> (…{target.last4}) is answered with 403 from now
          on. This cannot be undone.
        </>
      }
      submitLabel="Revoke key"
      tone="danger"
      pending={pending}
      problem={nameError ? null : failure?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <RecentUse target={target} />
      {asked ? (
        <Field
          label={
            <>
              Type <span className="select-all font-mono text-[12.5px]">{target.name}</span> to confirm
            </>
          }
          error={nameError}
        >
          <Input name="confirm" autoComplete="off" autoCapitalize="off" spellCheck={false} />
        </Field>
      ) : null}
    </FormDialog>
  );
}

function RecentUse({ target }: { target: KeyView }) {
  return (
    <Callout tone={target.requests24h > 0 ? "warning" : "info"}>
      {target.requests24h > 0 ? (
        <>
          <strong className="font-medium tabular-nums">{target.requests24h.toLocaleString("en")}</strong>{" "}
          {target.requests24h === 1 ? "request" : "requests"} in the last 24 hours.
        </>
      ) : (
        "No requests in the last 24 hours."
      )}{" "}
      {target.lastUsedAt ? (
        <>
          Last used <RelativeTime at={target.lastUsedAt} />.
        </>
      ) : (
        "Never used."
      )}
    </Callout>
  );
}
