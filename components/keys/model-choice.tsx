"use client";

import { useId } from "react";
import { Checkbox, Field, Select } from "@/components/ui/field";

export interface ModelOption {
  id: string;
  name: string;
  /** False when its provider is not set up here; a key may be limited to it all the same. */
  ready: boolean;
}

interface ModelChoiceProps {
  models: ModelOption[];
  /** Null means every model. */
  chosen: string[] | null;
  onChange: (chosen: string[] | null) => void;
  error: string | null;
}

/** Which models a key may use. */
export function ModelChoice({ models, chosen, onChange, error }: ModelChoiceProps) {
  const id = useId();
  const toggle = (model: string, on: boolean) =>
    onChange(on ? [...(chosen ?? []), model] : (chosen ?? []).filter((other) => other !== model));
  const all = chosen === null;
  const nothing = chosen?.length === 0;
  return (
    <div className="flex flex-col gap-2.5">
      <Field label="Models" error={error} hint={nothing ? "None is chosen yet: the key could use no model." : undefined}>
        <Select value={all ? "all" : "some"} onChange={(event) => onChange(event.target.value === "all" ? null : [])}>
          <option value="all">Every model</option>
          <option value="some">Only those I choose</option>
        </Select>
      </Field>
      {all ? null : (
        <fieldset aria-labelledby={id} className="max-h-52 overflow-y-auto rounded-control border border-line bg-sunken px-3 py-2">
          <legend id={id} className="sr-only">
            Models the key can use
          </legend>
          {models.map((model) => (
            <Checkbox
              key={model.id}
              label={
                <>
                  {model.name}
                  {model.ready ? null : <span className="text-ink-muted text-xs"> · not set up yet</span>}
                </>
              }
              hint={<span className="break-all font-mono text-[11.5px]">{model.id}</span>}
              checked={chosen.includes(model.id)}
              onChange={(event) => toggle(model.id, event.target.checked)}
              className="py-1.5"
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
