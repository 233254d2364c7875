"use client";

import type { NewKeyActionResult } from "@/components/keys/key-action";
import { useAction } from "@/components/ui/use-action";
import { Field, Select } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
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
  const { pending, failure, run } = useAction();
  const submit = async (form: HTMLFormElement) => {
    const graceSeconds = Number(formText(form, "grace"));
    const result = await run(() => rotate(graceSeconds));
    if (result?.ok) onRotated(result);
  };
  const graceError = failure?.reason === "invalid_grace" ? failure.message : null;
  return (
    <FormDialog
      size="sm"
      title="Rotate key"
      description={
        <>
          A new secret takes the place of <strong className="font-medium text-ink">{target.name}</strong>, with the same models and expiry.
        </>
      }
      submitLabel="Rotate key"
      pending={pending}
      problem={graceError ? null : failure?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Grace period" hint="How long the old secret goes on working while you replace it." error={graceError}>
        <Select name="grace" defaultValue="86400">
          {Object.entries(GRACE_LABELS).map(([seconds, label]) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}
