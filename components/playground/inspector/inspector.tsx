"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/field";
import { type AnswerSettings, TOOLS_CHARS_MAX } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { WEATHER_TOOL } from "../examples";
import { parseTools } from "../thread/request-body";
import { LABELS, unsentOf } from "./set-parameters";

interface InspectorProps {
  settings: AnswerSettings;
  /** The chosen one; absent where it is not in the list. */
  model: ModelInfo | undefined;
  onChange: (settings: AnswerSettings) => void;
}

const NUMBERS = [
  { name: "temperature", label: LABELS.temperature, min: 0, max: 2, step: 0.1, whole: false },
  { name: "topP", label: LABELS.topP, min: 0, max: 1, step: 0.05, whole: false },
  { name: "maxTokens", label: LABELS.maxTokens, min: 1, max: 1_000_000, step: 1, whole: true },
] as const;

/** What goes with the next request besides the messages. A blank field leaves the provider's default. */
export function Inspector({ settings, model, onChange }: InspectorProps) {
  const unsent = unsentOf(settings, model);
  const toolsProblem = settings.tools === null ? null : parseTools(settings.tools);
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <h2 className="flex h-14 shrink-0 items-center px-4 font-semibold text-[13px] text-ink">Request</h2>
      <div className="flex flex-col gap-5 px-4 pb-6">
        <Field label="System prompt">
          <Textarea
            value={settings.system ?? ""}
            rows={4}
            maxLength={20_000}
            placeholder="None"
            onChange={(event) => onChange({ ...settings, system: event.target.value || null })}
            className="field-sizing-content max-h-64"
          />
        </Field>
        {NUMBERS.map((number) => (
          <NumberField
            key={number.name}
            {...number}
            value={settings[number.name]}
            unsent={unsent.find(({ member }) => member === number.name)?.why ?? null}
            onChange={(value) => onChange({ ...settings, [number.name]: value })}
          />
        ))}
        <Field
          label="Tools"
          hint="A JSON list of function definitions. You give the results yourself."
          error={typeof toolsProblem === "string" ? `${toolsProblem} The tools are not sent.` : null}
        >
          <Textarea
            value={settings.tools ?? ""}
            rows={4}
            maxLength={TOOLS_CHARS_MAX}
            placeholder="None"
            spellCheck={false}
            onChange={(event) => onChange({ ...settings, tools: event.target.value || null })}
            className="field-sizing-content max-h-80 font-mono text-xs"
          />
        </Field>
        <div className="-mt-2 flex gap-2">
          {settings.tools === null ? (
            <Button size="sm" onClick={() => onChange({ ...settings, tools: WEATHER_TOOL })}>
              Insert the weather tool
            </Button>
          ) : (
            <Button size="sm" onClick={() => onChange({ ...settings, tools: null })}>
              Remove tools
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  min: number;
  max: number;
  step: number;
  whole: boolean;
  value: number | null;
  /** Why the model will not get it as it is set; null where it will. */
  unsent: string | null;
  onChange: (value: number | null) => void;
}

/** Keeps what is typed apart from what is used, so that a number can be typed digit by digit. */
function NumberField({ label, min, max, step, whole, value, unsent, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? "" : String(value));
  const number = Number(text);
  const fine = text.trim() === "" || (Number.isFinite(number) && number >= min && number <= max && (!whole || Number.isInteger(number)));
  return (
    <Field
      label={label}
      hint={unsent}
      error={fine ? null : `Give ${whole ? "a whole number" : "a number"} from ${min} to ${max.toLocaleString("en")}.`}
    >
      <Input
        type="text"
        inputMode="decimal"
        value={text}
        placeholder="Provider's default"
        // What is set may still be taken away.
        disabled={unsent !== null && text === ""}
        autoComplete="off"
        data-step={step}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          const parsed = Number(next);
          if (next.trim() === "") onChange(null);
          else if (Number.isFinite(parsed) && parsed >= min && parsed <= max && (!whole || Number.isInteger(parsed))) onChange(parsed);
        }}
        onBlur={() => fine && setTyped(null)}
      />
    </Field>
  );
}
