"use client";

import type { MemberActions } from "@/components/members/member-actions";
import { Field, Input } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";

interface RenameWorkspaceDialogProps {
  name: string;
  rename: MemberActions["rename"];
  onClose: () => void;
}

export function RenameWorkspaceDialog({ name, rename, onClose }: RenameWorkspaceDialogProps) {
  const { pending, failure, run } = useAction();
  const submit = async (form: HTMLFormElement) => {
    const result = await run(() => rename(formText(form, "name")));
    if (result?.ok) onClose();
  };
  const nameError = failure?.reason === "invalid_name" ? failure.message : null;
  return (
    <FormDialog
      size="sm"
      title="Rename workspace"
      submitLabel="Rename"
      pending={pending}
      problem={nameError ? null : failure?.message}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label="Name" error={nameError}>
        <Input name="name" defaultValue={name} maxLength={80} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
