"use client";

import { useActionState } from "react";
import { LimitFields } from "@/components/limits/limit-fields";
import { FormFoot } from "@/components/settings/form-foot";
import { type FormAction, UNTOUCHED } from "@/components/settings/state";
import { Card } from "@/components/ui/card";
import type { Limits } from "@/lib/principal";

/** How much all requests of the workspace together may use. */
export function LimitsForm({ limits, action }: { limits: Limits | null; action: FormAction }) {
  const [state, submit, pending] = useActionState(action, UNTOUCHED);
  return (
    <form action={submit} id="limits" className="scroll-mt-6" key={JSON.stringify(limits)}>
      <Card
        title="Limits"
        description="For all requests of this workspace together: those of every key, and the playground's. A key can have limits of its own besides. Days and months are those of UTC, money goes by list prices."
        footer={<FormFoot state={state} pending={pending} label="Save limits" />}
      >
        <LimitFields limits={limits} errors={state.errors} />
      </Card>
    </form>
  );
}
