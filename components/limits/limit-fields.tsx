import { Field, Input } from "@/components/ui/field";
import { LIMIT_FIELDS, type LimitErrors, typedLimit } from "@/lib/limits/read-form";
import type { Limits } from "@/lib/principal";

const NAMES = Object.keys(LIMIT_FIELDS) as (keyof Limits)[];

/** A field for each limit; what is left empty is not limited. */
export function LimitFields({ limits, errors }: { limits: Limits | null; errors: LimitErrors }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {NAMES.map((name) => (
        <Field key={name} label={LIMIT_FIELDS[name].label} error={errors[name] ?? null}>
          <Input
            name={name}
            inputMode={LIMIT_FIELDS[name].unit === 1 ? "numeric" : "decimal"}
            autoComplete="off"
            placeholder="No limit"
            maxLength={20}
            defaultValue={typedLimit(limits, name)}
          />
        </Field>
      ))}
    </div>
  );
}
