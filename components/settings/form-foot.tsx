import type { FormState } from "@/components/settings/state";
import { Button } from "@/components/ui/button";

interface FormFootProps {
  state: FormState;
  pending: boolean;
  label: string;
}

/** The save button of a settings form and what came of it. */
export function FormFoot({ state, pending, label }: FormFootProps) {
  return (
    <>
      <p role="status" className="mr-auto text-[13px] text-success">
        {state.savedAt !== null && !pending ? "Saved." : ""}
      </p>
      {state.errors.form ? (
        <p role="alert" className="text-[13px] text-danger">
          {state.errors.form}
        </p>
      ) : null}
      <Button type="submit" variant="primary" size="sm" loading={pending}>
        {label}
      </Button>
    </>
  );
}
