"use client";

import { useState } from "react";
import { AllOrSome } from "@/components/keys/all-or-some";
import type { KeyActionResult } from "@/components/keys/key-action";
import { LimitFields } from "@/components/limits/limit-fields";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";
import type { KeyPolicy, KeyView } from "@/lib/keys/schema";
import { type LimitErrors, readLimits } from "@/lib/limits/read-form";

/** An endpoint that a key can be kept to. */
export interface EndpointOption {
  id: string;
  label: string;
}

interface LimitsDialogProps {
  target: KeyView;
  endpoints: EndpointOption[];
  save: (policy: KeyPolicy) => Promise<KeyActionResult>;
  onSaved: () => void;
  onClose: () => void;
}

/** What a key may call, and how much of it. */
export function LimitsDialog({ target, endpoints, save, onSaved, onClose }: LimitsDialogProps) {
  const { pending, failure, run } = useAction();
  const [chosen, setChosen] = useState(target.endpoints);
  const [errors, setErrors] = useState<LimitErrors>({});
  const submit = async (form: HTMLFormElement) => {
    const read = readLimits((name) => formText(form, name));
    setErrors(read.ok ? {} : read.errors);
    if (!read.ok) {
      const [first] = Object.keys(read.errors);
      form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const result = await run(() => save({ endpoints: chosen, limits: read.limits }));
    if (result?.ok) onSaved();
  };
  return (
    <FormDialog
      title="Limits of the key"
      description={
        <>
          How much <strong className="font-medium text-ink">{target.name}</strong> may use. What is left empty is not limited; the limits of
          the workspace hold besides.
        </>
      }
      submitLabel="Save limits"
      pending={pending}
      problem={failure?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <LimitFields limits={target.limits} errors={errors} />
      <AllOrSome
        label="Endpoints"
        all="Every endpoint"
        legend="Endpoints the key can call"
        options={endpoints}
        chosen={chosen}
        onChange={setChosen}
        noneHint="None is chosen yet: the key could call nothing."
        error={null}
      />
    </FormDialog>
  );
}
