"use client";

import { type FormEvent, useState } from "react";
import type { KeyActions, NewKeyActionResult } from "@/components/keys/key-action";
import { ModelChoice, type ModelOption } from "@/components/keys/model-choice";
import { LimitFields } from "@/components/limits/limit-fields";
import { type LimitErrors, readLimits } from "@/lib/limits/read-form";
import { useAction } from "@/components/ui/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, Input, Select } from "@/components/ui/field";
import { formText } from "@/components/ui/form-text";

const DAY_MS = 86_400_000;
const NAME_REASONS: readonly string[] = ["invalid_name", "name_taken"];

interface CreateFormProps {
  create: KeyActions["create"];
  models: ModelOption[];
  onCreated: (result: Extract<NewKeyActionResult, { ok: true }>) => void;
  onCancel?: () => void;
}

/** Name, expiry, allowed models and limits of a new key. What the server refuses stands beside the field concerned. */
export function CreateForm({ create, models, onCreated, onCancel }: CreateFormProps) {
  const [use, setUse] = useState("models");
  const [expiry, setExpiry] = useState("none");
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [limitErrors, setLimitErrors] = useState<LimitErrors>({});
  const [dateError, setDateError] = useState<string | null>(null);
  const { pending, failure, run } = useAction();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const expiresAt = toExpiry(expiry, formText(form, "date"));
    const read = readLimits((name) => formText(form, name));
    setDateError(expiresAt === undefined ? "Choose a day." : null);
    setLimitErrors(read.ok ? {} : read.errors);
    if (expiresAt === undefined || !read.ok) return;
    const result = await run(() =>
      create({ name: formText(form, "name"), isManagement: use === "keys", expiresAt, models: chosen, limits: read.limits }),
    );
    if (result?.ok) onCreated(result);
  };
  const nameError = failure && NAME_REASONS.includes(failure.reason) ? failure.message : null;
  const expiryError = dateError ?? (failure?.reason === "invalid_expiry" ? failure.message : null);
  const modelsError = failure?.reason === "invalid_models" ? failure.message : null;
  const otherError = failure && !nameError && !expiryError && !modelsError ? failure.message : null;

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field label="Name" error={nameError} hint="Where the key will be used, such as a site or a script.">
        <Input name="name" autoComplete="off" placeholder="Production website" spellCheck={false} />
      </Field>
      <UseField use={use} onChange={setUse} />
      <ExpiryFields expiry={expiry} onChange={setExpiry} error={expiryError} />
      {use === "keys" ? null : (
        <>
          <ModelChoice models={models} chosen={chosen} onChange={setChosen} error={modelsError} />
          <details className="group">
            <summary className="flex min-h-6 w-fit cursor-pointer items-center font-medium text-[13px] text-ink">Limits</summary>
            <div className="pt-3">
              <LimitFields limits={null} errors={limitErrors} />
            </div>
          </details>
        </>
      )}
      {otherError ? (
        <Callout tone="danger" role="alert">
          {otherError}
        </Callout>
      ) : null}
      <div className="flex justify-end gap-2">
        {onCancel ? <Button onClick={onCancel}>Cancel</Button> : null}
        <Button type="submit" variant="primary" loading={pending}>
          Create key
        </Button>
      </div>
    </form>
  );
}

/** What the key is for. */
function UseField({ use, onChange }: { use: string; onChange: (use: string) => void }) {
  const hint = use === "keys" ? "It calls no model: a program makes, limits and revokes keys of this workspace with it." : undefined;
  return (
    <Field label="For" hint={hint}>
      <Select name="use" value={use} onChange={(event) => onChange(event.target.value)}>
        <option value="models">Calling models</option>
        <option value="keys">Managing keys</option>
      </Select>
    </Field>
  );
}

interface ExpiryFieldsProps {
  expiry: string;
  onChange: (expiry: string) => void;
  error: string | null;
}

/** When the key ends: never, after some days, or with a day that is chosen. */
function ExpiryFields({ expiry, onChange, error }: ExpiryFieldsProps) {
  const [tomorrow] = useState(() => new Date(Date.now() + DAY_MS).toISOString().slice(0, 10));
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <Field label="Expires" className={expiry === "custom" ? undefined : "sm:col-span-2"} error={expiry === "custom" ? null : error}>
        <Select name="expiry" value={expiry} onChange={(event) => onChange(event.target.value)}>
          <option value="none">Never</option>
          <option value="30">In 30 days</option>
          <option value="90">In 90 days</option>
          <option value="custom">On a day of my choice</option>
        </Select>
      </Field>
      {expiry === "custom" ? (
        <Field label="Last day" error={error}>
          <Input name="date" type="date" min={tomorrow} />
        </Field>
      ) : null}
    </div>
  );
}

/** The end of the day in the browser's own time zone; `undefined` when no valid day was chosen. */
function toExpiry(expiry: string, date: string): Date | null | undefined {
  if (expiry === "none") return null;
  if (expiry !== "custom") return new Date(Date.now() + Number(expiry) * DAY_MS);
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end;
}
