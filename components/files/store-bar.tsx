"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { StoreEntry } from "@/components/files/file-entry";
import { makeStore } from "@/components/files/files-api";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, Input, Select } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";

interface StoreBarProps {
  stores: readonly StoreEntry[];
  storeId: string | null;
  mayChange: boolean;
}

/** Which store is shown; others can be made. */
export function StoreBar({ stores, storeId, mayChange }: StoreBarProps) {
  const router = useRouter();
  const [isMaking, setMaking] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {storeId === null ? null : (
        <>
          <Select
            aria-label="Store"
            value={storeId}
            onChange={(event) => router.push(`/files?store=${event.target.value}`)}
            className="sm:w-64"
          >
            {stores.map(({ id, name, isExpired }) => (
              <option key={id} value={id}>
                {name || id}
                {isExpired ? " (expired)" : ""}
              </option>
            ))}
          </Select>
          <CopyButton text={storeId} label="Copy the store's id" />
        </>
      )}
      {mayChange ? (
        <Button onClick={() => setMaking(true)}>
          <Plus aria-hidden="true" className="size-4" />
          New store
        </Button>
      ) : null}
      {isMaking ? <NewStoreDialog onClose={() => setMaking(false)} onMade={(id) => router.push(`/files?store=${id}`)} /> : null}
    </div>
  );
}

function NewStoreDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (form: HTMLFormElement) => {
    const name = formText(form, "name").trim();
    if (name === "") return setProblem("Give the store a name.");
    setPending(true);
    try {
      onMade(await makeStore(name));
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  };
  return (
    <FormDialog
      title="New store"
      description="Files that are searched together."
      size="sm"
      submitLabel="Make"
      pending={pending}
      problem={problem}
      onSubmit={(form) => void make(form)}
      onClose={onClose}
    >
      <Field label="Name">
        <Input name="name" maxLength={256} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
