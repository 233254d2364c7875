"use client";

import { useState } from "react";
import { Field, Input } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { TITLE_CHARS_MAX, type ThreadSummary } from "@/lib/conversations/schema";

interface RenameProps {
  thread: ThreadSummary;
  onClose: () => void;
  onRename: (id: string, title: string) => Promise<boolean>;
}

/** It is open as long as it exists. */
export function RenameThreadDialog({ thread, onClose, onRename }: RenameProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (form: HTMLFormElement) => {
    if (busy) return;
    const title = formText(form, "title").replace(/\s+/g, " ").trim();
    if (title === "") return setError("A thread needs a title.");
    setBusy(true);
    const ok = await onRename(thread.id, title).catch(() => false);
    setBusy(false);
    if (ok) onClose();
    else setError("The title could not be saved. Try again.");
  };
  return (
    <FormDialog size="sm" title="Rename thread" submitLabel="Rename" pending={busy} onSubmit={submit} onClose={onClose}>
      <Field label="Title" error={error}>
        <Input name="title" defaultValue={thread.title} maxLength={TITLE_CHARS_MAX} autoComplete="off" ref={selectAll} />
      </Field>
    </FormDialog>
  );
}

/** The title is there to be replaced, so it is selected as soon as the field exists. */
function selectAll(input: HTMLInputElement | null): void {
  if (!input) return;
  // The dialog opens, and gives focus to its first control, after its children exist.
  requestAnimationFrame(() => {
    input.focus();
    input.select();
  });
}
