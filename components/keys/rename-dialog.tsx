"use client";

import { type FormEvent, useId } from "react";
import { useAction } from "@/components/ui/use-action";
import type { KeyActionResult } from "@/components/keys/key-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { formText } from "@/components/ui/form-text";
import type { KeyView } from "@/lib/keys/schema";

interface RenameDialogProps {
  target: KeyView;
  rename: (name: string) => Promise<KeyActionResult>;
  onClose: () => void;
}

export function RenameDialog({ target, rename, onClose }: RenameDialogProps) {
  const form = useId();
  const { pending, failure, run } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = formText(event.currentTarget, "name");
    const result = await run(() => rename(name));
    if (result?.ok) onClose();
  };
  return (
    <Dialog
      open
      size="sm"
      title="Rename key"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={pending}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field label="Name" error={failure?.message}>
          <Input name="name" defaultValue={target.name} autoComplete="off" spellCheck={false} onFocus={(event) => event.target.select()} />
        </Field>
      </form>
    </Dialog>
  );
}
