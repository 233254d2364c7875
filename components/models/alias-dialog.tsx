"use client";

import type { ProviderActions } from "@/components/models/provider-action";
import { Field, Input, Textarea } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";
import type { AliasView } from "@/lib/providers/schema";

interface AliasDialogProps {
  /** Null makes a new one. */
  alias: AliasView | null;
  save: ProviderActions["saveAlias"];
  onClose: () => void;
}

/** Lets a model id stand for others, the first of which that can answers. */
export function AliasDialog({ alias, save, onClose }: AliasDialogProps) {
  const { pending, failure, run } = useAction();
  const submit = async (form: HTMLFormElement) => {
    const targets = formText(form, "targets")
      .split(/[\s,]+/)
      .filter(Boolean);
    const result = await run(() => save({ id: alias?.id ?? formText(form, "id"), targets }));
    if (result?.ok) onClose();
  };
  return (
    <FormDialog
      title={alias ? "Edit alias" : "Add an alias"}
      description="Programs go on asking for an id they know, and another model answers. The answer names the one that did."
      submitLabel="Save"
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Asked for" error={failure?.message}>
        <Input
          name="id"
          defaultValue={alias?.id}
          disabled={alias !== null}
          autoComplete="off"
          spellCheck={false}
          placeholder="c1/anthropic/claude-sonnet-4/v-20250930"
        />
      </Field>
      <Field label="Answered by" hint="One id a line. The next is asked when the one before it can't answer.">
        <Textarea name="targets" defaultValue={alias?.targets.join("\n")} rows={3} autoComplete="off" spellCheck={false} />
      </Field>
    </FormDialog>
  );
}
