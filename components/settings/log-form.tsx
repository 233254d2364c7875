"use client";

import { useActionState } from "react";
import { FormFoot } from "@/components/settings/form-foot";
import { type FormAction, UNTOUCHED } from "@/components/settings/state";
import { Card } from "@/components/ui/card";
import { Field, Select } from "@/components/ui/field";
import { LOG_DAYS, type LogMode, type LogSetting } from "@/lib/logs/schema";

const MODES: Record<LogMode, string> = {
  on: "Kept, without secrets",
  masked: "Kept, with personal data masked",
  off: "Not kept",
};

/** What the log keeps of what is said, and for how long. */
export function LogForm({ mode, days, action }: LogSetting & { action: FormAction }) {
  const [state, run, pending] = useActionState(action, UNTOUCHED);
  const choices = LOG_DAYS.some((choice) => choice === days) ? LOG_DAYS : [...LOG_DAYS, days].sort((a, b) => a - b);
  return (
    <form action={run}>
      <Card
        title="Log"
        description="What is said in requests can be kept for a while, to be looked at on the Logs page. Counts, times and costs are kept in any case."
        footer={<FormFoot state={state} pending={pending} label="Save" />}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Requests and answers"
            hint="Keys and passwords are never kept. Masked are e-mail and network addresses and numbers of seven digits and more; names are not. Choosing “Not kept” deletes what there is."
          >
            <Select name="mode" key={mode} defaultValue={mode}>
              {Object.entries(MODES).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Deleted after">
            <Select name="days" key={days} defaultValue={days}>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice === 1 ? "1 day" : `${choice} days`}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </Card>
    </form>
  );
}
