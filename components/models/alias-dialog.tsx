"use client";

import { type FormEvent, useId } from "react";
import type { ProviderActions } from "@/components/models/provider-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Textarea } from "@/components/ui/field";
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
  const formId = useId();
  const { pending, failure, run } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const targets = formText(form, "targets")
      .split(/[\s,]+/)
      .filter(Boolean);
    const result = await run(() => save({ id: alias?.id ?? formText(form, "id"), targets }));
    if (result?.ok) onClose();
  };
  return (
    <Dialog
      open
      title={alias ? "Edit alias" : "Add an alias"}
      description="Programs go on asking for an id they know, and another model answers. The answer names the one that did."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
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
      </form>
    </Dialog>
  );
}
