"use client";

import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { classNames } from "@/components/ui/class-names";

interface FieldContext {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const Context = createContext<FieldContext | null>(null);

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Shown under the control and announced; the control becomes `aria-invalid`. */
  error?: string | null;
  /** Beside the label, e.g. "Optional". */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Label, control, hint and error of one form field; the control inside takes its id and description from here. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : "";
  const errorId = error ? `${id}-error` : "";
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <Context value={{ id, describedBy, invalid: Boolean(error) }}>
      <div className={classNames("flex flex-col gap-1.5", className)}>
        <div className="flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="font-medium text-[13px] text-ink">
            {label}
          </label>
          {aside ? <span className="text-ink-muted text-xs">{aside}</span> : null}
        </div>
        {children}
        {hint ? (
          <p id={hintId} className="text-ink-muted text-xs leading-relaxed">
            {hint}
          </p>
        ) : null}
        <p id={errorId || undefined} role="alert" className={classNames("text-[13px] text-danger", !error && "hidden")}>
          {error}
        </p>
      </div>
    </Context>
  );
}

/** What a control inside a `Field` needs to be labelled and described by it. */
function useFieldProps(own: { id?: string | undefined; "aria-describedby"?: string | undefined }) {
  const field = useContext(Context);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": field?.invalid || undefined,
  };
}

const CONTROL = classNames(
  "w-full rounded-control border border-control bg-surface text-ink text-sm placeholder:text-ink-muted",
  "transition-[border-color] duration-100 hover:border-ink-muted disabled:cursor-not-allowed disabled:opacity-60",
  "aria-invalid:border-danger pointer-coarse:text-base",
);

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} {...useFieldProps(rest)} className={classNames(CONTROL, "h-9 px-3 pointer-coarse:h-11", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} {...useFieldProps(rest)} className={classNames(CONTROL, "min-h-20 px-3 py-2 leading-relaxed", className)} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <select
      {...rest}
      {...useFieldProps(rest)}
      className={classNames(CONTROL, "select-chevron h-9 appearance-none pr-9 pl-3 pointer-coarse:h-11", className)}
    />
  );
}

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A checkbox with its label; the whole row is the target. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <label className={classNames("flex min-h-6 cursor-pointer items-start gap-2.5 py-0.5 text-ink text-sm", className)}>
      <input
        {...rest}
        type="checkbox"
        aria-describedby={hint ? id : undefined}
        className={classNames(
          "tick mt-0.5 size-4 shrink-0 cursor-pointer appearance-none rounded-[4px] border border-control bg-surface",
          "hover:border-ink-muted checked:border-accent checked:bg-accent hover:checked:border-accent",
          "disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-hover",
          "disabled:checked:border-ink-muted disabled:checked:bg-ink-muted",
        )}
      />
      <span className="min-w-0">
        {label}
        {hint ? (
          <span id={id} className="block text-ink-muted text-xs leading-relaxed">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
