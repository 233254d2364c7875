"use client";

import { useState } from "react";
import type { ProviderActions } from "@/components/models/provider-action";
import type { ProviderEntry } from "@/components/models/provider-row";
import { Checkbox, Field, Input, Select } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";
import { PRESETS } from "@/lib/providers/schema";

const OTHER = { name: "", label: "", baseUrl: "", allowLocal: false, needsKey: false };
const FIELD_OF: Record<string, string> = {
  invalid_name: "name",
  invalid_label: "label",
  invalid_url: "url",
  url_with_credentials: "url",
  needs_url: "url",
  unknown_host: "url",
  local_address: "url",
  metadata_address: "url",
  not_https: "url",
  invalid_key: "key",
  needs_key: "key",
  key_for_another_address: "key",
};

interface ProviderDialogProps {
  /** Null sets up a server that is not in the list yet. */
  entry: ProviderEntry | null;
  save: ProviderActions["save"];
  onClose: () => void;
}

/** Sets a provider up or changes it. The stored key is never shown: an empty field keeps it. */
export function ProviderDialog({ entry, save, onClose }: ProviderDialogProps) {
  const [presetName, setPresetName] = useState<string>(PRESETS[0].name);
  const preset = PRESETS.find(({ name }) => name === presetName) ?? OTHER;
  const { pending, failure, run } = useAction();
  const isVendor = entry?.isVendor ?? false;
  const start = entry ?? preset;

  const submit = async (form: HTMLFormElement) => {
    const apiKey = formText(form, "key").trim();
    const removesKey = formText(form, "removeKey") === "on";
    const result = await run(() =>
      save({
        name: entry?.name ?? formText(form, "name"),
        label: isVendor ? start.label : formText(form, "label"),
        baseUrl: formText(form, "url").trim() || null,
        apiKey: apiKey !== "" ? apiKey : removesKey ? "" : null,
        allowLocal: formText(form, "allowLocal") === "on",
      }),
    );
    if (result?.ok) onClose();
  };
  const errorOf = (field: string) => (failure && FIELD_OF[failure.reason] === field ? failure.message : null);

  return (
    <FormDialog
      title={entry ? entry.label : "Add a server"}
      description={isVendor ? undefined : "Any server that speaks OpenAI's Chat Completions."}
      submitLabel="Save"
      pending={pending}
      problem={failure && !FIELD_OF[failure.reason] ? failure.message : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {entry ? null : <PresetField value={presetName} onChange={setPresetName} />}
      {/* The preset decides what the fields begin with, so another preset makes them anew. */}
      <div key={presetName} className="flex flex-col gap-5">
        {isVendor ? null : <NameFields start={start} isFixed={entry !== null} errorOf={errorOf} />}
        <AddressFields start={start} isVendor={isVendor} errorOf={errorOf} />
        <KeyFields last4={entry?.last4 ?? null} isVendor={isVendor} errorOf={errorOf} />
      </div>
    </FormDialog>
  );
}

type ErrorOf = (field: string) => string | null;
type Start = Pick<ProviderEntry, "name" | "label" | "baseUrl" | "allowLocal">;

function PresetField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  return (
    <Field label="Kind">
      <Select name="preset" value={value} onChange={(event) => onChange(event.target.value)}>
        {PRESETS.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
        <option value="">Another one</option>
      </Select>
    </Field>
  );
}

function NameFields({ start, isFixed, errorOf }: { start: Start; isFixed: boolean; errorOf: ErrorOf }) {
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <Field label="Name" error={errorOf("label")}>
        <Input name="label" defaultValue={start.label} autoComplete="off" />
      </Field>
      <Field label="In model ids" error={errorOf("name")}>
        <Input name="name" defaultValue={start.name} disabled={isFixed} autoComplete="off" spellCheck={false} placeholder="my-server" />
      </Field>
    </div>
  );
}

function AddressFields({ start, isVendor, errorOf }: { start: Start; isVendor: boolean; errorOf: ErrorOf }) {
  return (
    <>
      <Field
        label="Address"
        aside={isVendor ? "Optional" : undefined}
        error={errorOf("url")}
        hint={isVendor ? "Leave empty for the vendor's own." : "With its version, as in http://localhost:11434/v1."}
      >
        <Input name="url" type="url" defaultValue={start.baseUrl ?? ""} autoComplete="off" spellCheck={false} />
      </Field>
      <Checkbox
        name="allowLocal"
        defaultChecked={start.allowLocal}
        label="This server is on my own network"
        hint="Otherwise an address on this machine or its network is refused."
      />
    </>
  );
}

function KeyFields({ last4, isVendor, errorOf }: { last4: string | null; isVendor: boolean; errorOf: ErrorOf }) {
  return (
    <>
      <Field
        label="Key"
        aside={isVendor ? undefined : "Optional"}
        error={errorOf("key")}
        hint={last4 ? `Ends in ${last4}. Leave empty to keep it.` : "Encrypted before it is stored, and never shown again."}
      >
        <Input name="key" type="password" autoComplete="off" spellCheck={false} />
      </Field>
      {last4 && !isVendor ? <Checkbox name="removeKey" label="Remove the stored key" /> : null}
    </>
  );
}
