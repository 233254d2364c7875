"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  name?: string;
}

/** An on/off setting that takes effect at once. */
export function Switch({ label, hint, checked, onChange, disabled, name }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <span className="min-w-0">
        <span id={id} className="block font-medium text-ink text-sm">
          {label}
        </span>
        {hint ? (
          <span id={`${id}-hint`} className="block text-ink-muted text-xs leading-relaxed">
            {hint}
          </span>
        ) : null}
      </span>
      <button
        type="button"
        role="switch"
        name={name}
        aria-checked={checked}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onChange(!checked)}
        className={classNames(
          "relative h-6 w-10 shrink-0 cursor-pointer rounded-full border transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50",
          checked ? "border-accent bg-accent" : "border-control bg-hover",
        )}
      >
        <span
          className={classNames(
            "absolute top-[3px] left-[3px] size-4 rounded-full transition-transform duration-100 motion-reduce:transition-none",
            checked ? "translate-x-4 bg-on-accent" : "bg-ink-muted",
          )}
        />
      </button>
    </div>
  );
}
