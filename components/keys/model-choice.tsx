"use client";

import { AllOrSome } from "@/components/keys/all-or-some";

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
export function ModelChoice({ models, ...choice }: ModelChoiceProps) {
  const options = models.map(({ id, name, ready }) => ({
    id,
    label: (
      <>
        {name}
        {ready ? null : <span className="text-ink-muted text-xs"> · not set up yet</span>}
      </>
    ),
    hint: <span className="break-all font-mono text-[11.5px]">{id}</span>,
  }));
  return (
    <AllOrSome
      {...choice}
      label="Models"
      all="Every model"
      legend="Models the key can use"
      options={options}
      noneHint="None is chosen yet: the key could use no model."
    />
  );
}
