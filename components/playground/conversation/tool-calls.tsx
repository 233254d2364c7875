"use client";

import { Wrench } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { TEXT_CHARS_MAX } from "@/lib/conversations/schema";
import type { ToolCall } from "../thread/turns";

interface ToolCallsProps {
  calls: ToolCall[];
  busy: boolean;
  onResults: (outputs: { callId: string; output: string }[]) => void;
}

/** The functions the model asks for, and fields for what they returned: here the person plays the program. */
export function ToolCalls({ calls, busy, onResults }: ToolCallsProps) {
  const open = calls.filter(({ output }) => output === null);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const outputs = open.map(({ callId }) => ({ callId, output: textOf(form, callId) }));
    const incomplete = outputs.some(({ output }) => output === "");
    setMissing(incomplete);
    if (!incomplete) onResults(outputs);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {calls.map((call) => (
        <CallCard key={call.callId} call={call} missing={missing} />
      ))}
      {open.length > 0 ? (
        <div>
          <Button type="submit" variant="primary" size="sm" aria-disabled={busy || undefined}>
            {open.length === 1 ? "Send result" : "Send results"}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function CallCard({ call, missing }: { call: ToolCall; missing: boolean }) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <p className="flex items-center gap-2 border-line border-b bg-sunken px-4 py-2.5 text-[13px] text-ink-soft">
        <Wrench aria-hidden="true" className="size-3.5 text-accent" />
        Tool call
        <code className="truncate font-medium font-mono text-ink">{call.name}</code>
      </p>
      <pre className="overflow-x-auto whitespace-pre-wrap break-words px-4 py-3 font-mono text-[13px] text-ink leading-5.5">
        {pretty(call.arguments)}
      </pre>
      <div className="border-line border-t px-4 py-3">
        {call.output === null ? (
          <Field
            label={`Result of ${call.name}`}
            hint="What your function returned: JSON or text."
            error={missing ? "Give a result to go on." : null}
          >
            <Textarea
              name={call.callId}
              rows={3}
              maxLength={TEXT_CHARS_MAX / 2}
              spellCheck={false}
              placeholder='{"temperature": 21, "conditions": "sunny"}'
              className="field-sizing-content max-h-64 font-mono text-[13px]"
            />
          </Field>
        ) : (
          <>
            <p className="font-medium text-[13px] text-ink-soft">Result</p>
            <pre className="mt-1 max-h-64 overflow-auto whitespace-pre-wrap break-words font-mono text-[13px] text-ink leading-5.5">
              {pretty(call.output)}
            </pre>
          </>
        )}
      </div>
    </div>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** JSON set in lines; anything else as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
