"use client";

import { type ReactNode, useId } from "react";
import { Checkbox, Field, Select } from "@/components/ui/field";

interface AllOrSomeProps {
  label: string;
  /** What the choice of all of them is called. */
  all: string;
  /** What stands above those that can be chosen, for who does not see them. */
  legend: string;
  options: { id: string; label: ReactNode; hint?: ReactNode }[];
  /** Null means all. */
  chosen: string[] | null;
  onChange: (chosen: string[] | null) => void;
  /** What it means that none is chosen. */
  noneHint: string;
  error: string | null;
}

/** All of some things, or those that are ticked. */
export function AllOrSome({ label, all, legend, options, chosen, onChange, noneHint, error }: AllOrSomeProps) {
  const id = useId();
  const toggle = (one: string, on: boolean) => onChange(on ? [...(chosen ?? []), one] : (chosen ?? []).filter((other) => other !== one));
  return (
    <div className="flex flex-col gap-2.5">
      <Field label={label} error={error} hint={chosen?.length === 0 ? noneHint : undefined}>
        <Select value={chosen === null ? "all" : "some"} onChange={(event) => onChange(event.target.value === "all" ? null : [])}>
          <option value="all">{all}</option>
          <option value="some">Only those I choose</option>
        </Select>
      </Field>
      {chosen === null ? null : (
        <fieldset aria-labelledby={id} className="max-h-52 overflow-y-auto rounded-control border border-line bg-sunken px-3 py-2">
          <legend id={id} className="sr-only">
            {legend}
          </legend>
          {options.map((option) => (
            <Checkbox
              key={option.id}
              label={option.label}
              hint={option.hint}
              checked={chosen.includes(option.id)}
              onChange={(event) => toggle(option.id, event.target.checked)}
              className="py-1.5"
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
