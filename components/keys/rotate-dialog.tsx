"use client";

import { type FormEvent, useId } from "react";
import type { NewKeyActionResult } from "@/components/keys/key-action";
import { useAction } from "@/components/ui/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field, Select } from "@/components/ui/field";
import { formText } from "@/components/ui/form-text";
import type { GraceSeconds, KeyView } from "@/lib/keys/schema";

const GRACE_LABELS: Record<GraceSeconds, string> = {
  0: "None: it stops working at once",
  900: "15 minutes",
  3600: "1 hour",
  86400: "24 hours",
  604800: "7 days",
};

interface RotateDialogProps {
  target: KeyView;
  rotate: (graceSeconds: number) => Promise<NewKeyActionResult>;
  onRotated: (result: Extract<NewKeyActionResult, { ok: true }>) => void;
  onClose: () => void;
}

export function RotateDialog({ target, rotate, onRotated, onClose }: RotateDialogProps) {
  const form = useId();
  const { pending, failure, run } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const graceSeconds = Number(formText(event.currentTarget, "grace"));
    const result = await run(() => rotate(graceSeconds));
    if (result?.ok) onRotated(result);
  };
  return (
    <Dialog
      open
      size="sm"
      title="Rotate key"
      description={
        <>
          A new secret takes the place of <strong className="font-medium text-ink">{target.name}</strong>, with the same models and expiry.
        </>
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={pending}>
            Rotate key
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="Grace period"
          hint="How long the old secret goes on working while you replace it."
          error={failure?.reason === "invalid_grace" ? failure.message : null}
        >
          <Select name="grace" defaultValue="86400">
            {Object.entries(GRACE_LABELS).map(([seconds, label]) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {failure && failure.reason !== "invalid_grace" ? (
          <Callout tone="danger" role="alert">
            {failure.message}
          </Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
