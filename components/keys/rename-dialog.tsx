"use client";

import { useAction } from "@/components/ui/use-action";
import type { KeyActionResult } from "@/components/keys/key-action";
import { Field, Input } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import type { KeyView } from "@/lib/keys/schema";

interface RenameDialogProps {
  target: KeyView;
  rename: (name: string) => Promise<KeyActionResult>;
  onClose: () => void;
}

export function RenameDialog({ target, rename, onClose }: RenameDialogProps) {
  const { pending, failure, run } = useAction();
  const submit = async (form: HTMLFormElement) => {
    const name = formText(form, "name");
    const result = await run(() => rename(name));
    if (result?.ok) onClose();
  };
  return (
    <FormDialog size="sm" title="Rename key" submitLabel="Rename" pending={pending} onSubmit={submit} onClose={onClose}>
      <Field label="Name" error={failure?.message}>
        <Input name="name" defaultValue={target.name} autoComplete="off" spellCheck={false} onFocus={(event) => event.target.select()} />
      </Field>
    </FormDialog>
  );
}
