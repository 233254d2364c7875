"use client";

import { useState } from "react";
import type { SearchServiceActions } from "@/components/tools/search-service-actions";
import { Checkbox, Field, Input, Select } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";
import type { SearchServiceView } from "@/lib/search-services/schema";
import { type Backend, type BackendName, BACKENDS } from "@/lib/tools/web/backends";

const FIELD_OF: Record<string, string> = {
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

interface SearchServiceDialogProps {
  /** Null adds one. */
  service: SearchServiceView | null;
  /** Those that are not set up. */
  left: readonly BackendName[];
  save: SearchServiceActions["save"];
  onClose: () => void;
}

/** Sets a service up or changes it. A stored key is never shown: an empty field keeps it. */
export function SearchServiceDialog({ service, left, save, onClose }: SearchServiceDialogProps) {
  const { pending, failure, run } = useAction();
  const [backend, setBackend] = useState<BackendName>(service?.backend ?? left[0] ?? "searxng");
  const { label, address, needsKey }: Backend = BACKENDS[backend];
  const submit = async (form: HTMLFormElement) => {
    const key = formText(form, "key").trim();
    const keeps = service?.hasKey === true && key === "" && formText(form, "removeKey") !== "on";
    const baseUrl = formText(form, "url").trim() || null;
    const result = await run(() =>
      save({ backend, baseUrl, apiKey: keeps ? null : key, allowLocal: formText(form, "allowLocal") === "on" }),
    );
    if (result?.ok) onClose();
  };
  const errorOf = (field: string) => (failure && FIELD_OF[failure.reason] === field ? failure.message : null);
  return (
    <FormDialog
      title={service ? label : "Add a search service"}
      description="It searches the web for every model here."
      submitLabel="Save"
      pending={pending}
      problem={failure && !FIELD_OF[failure.reason] ? failure.message : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {service ? null : (
        <Field label="Service">
          <Select
            name="backend"
            value={backend}
            onChange={(event) => setBackend(left.find((name) => name === event.target.value) ?? backend)}
          >
            {left.map((name) => (
              <option key={name} value={name}>
                {BACKENDS[name].label}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Address" {...(address !== null && { aside: "Optional" })} error={errorOf("url")} hint={hintOf(address)}>
        <Input
          name="url"
          type="url"
          defaultValue={service?.baseUrl ?? ""}
          autoComplete="off"
          spellCheck={false}
          placeholder={address ?? "http://localhost:8080"}
        />
      </Field>
      <KeyFields hasKey={service?.hasKey === true} needsKey={needsKey} error={errorOf("key")} />
      <Checkbox
        name="allowLocal"
        defaultChecked={service?.allowLocal ?? false}
        label="This server is on my own network"
        hint="Otherwise an address on this machine or its network is refused."
      />
    </FormDialog>
  );
}

interface KeyFieldsProps {
  hasKey: boolean;
  needsKey: boolean;
  error: string | null;
}

function KeyFields({ hasKey, needsKey, error }: KeyFieldsProps) {
  return (
    <>
      <Field
        label="Key"
        {...(!needsKey && { aside: "Optional" })}
        error={error}
        hint={hasKey ? "Leave empty to keep the stored one." : "Encrypted before it is stored, and never shown again."}
      >
        <Input name="key" type="password" autoComplete="off" spellCheck={false} />
      </Field>
      {hasKey && !needsKey ? <Checkbox name="removeKey" label="Remove the stored key" /> : null}
    </>
  );
}

const hintOf = (address: string | null): string =>
  address === null ? "JSON has to be among its formats: search.formats in its settings." : "Only where it is not the service's own.";
