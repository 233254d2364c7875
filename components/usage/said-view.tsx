"use client";

import { AnswerPreview } from "@/components/usage/answer-preview";
import { AttemptTable } from "@/components/usage/attempt-table";
import { ReportView } from "@/components/usage/report-view";
import { StreamTimeline } from "@/components/usage/stream-timeline";
import { readAnswer } from "@/components/usage/read-answer";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { isRecord } from "@/lib/json";
import type { LoggedBody } from "@/lib/logs/schema";

interface SaidViewProps {
  body: LoggedBody;
  /** What sends it again; null where it can't be. */
  curl: string | null;
  requestId: string;
  /** Puts the request into the playground and goes there. */
  replay: (form: FormData) => Promise<void>;
}

/** What was said in a request: asked and answered, drawn, when it came, who was tried, what was mended, under which headers. */
export function SaidView({ body, curl, requestId, replay }: SaidViewProps) {
  const { request, response, timeline, attempts, report, requestHeaders, responseHeaders, isCut, mode } = body;
  const answer = readAnswer(response);
  const notes = [
    mode === "masked" ? "Addresses and long numbers were masked before it was stored." : "",
    isCut ? "Long texts, files and early turns were cut." : "",
  ].filter((note) => note !== "");
  return (
    <Card
      title="What was said"
      description={notes.join(" ") || undefined}
      actions={
        <div className="flex flex-wrap gap-2">
          {curl === null ? null : <CopyButton text={curl} label="Copy as curl" words variant="secondary" />}
          {isDialogue(request) ? (
            <form action={replay}>
              <input type="hidden" name="request" value={requestId} />
              <Button type="submit" size="sm">
                Replay in the playground
              </Button>
            </form>
          ) : null}
        </div>
      }
    >
      <Tabs
        label="What was said"
        tabs={[
          { id: "request", label: "Request", content: <Json value={request} label="request" none="The request had no body." /> },
          { id: "response", label: "Response", content: <Json value={response} label="response" none="Nothing was answered in words." /> },
          ...(answer === null ? [] : [{ id: "interface", label: "Interface", content: <AnswerPreview answer={answer} /> }]),
          { id: "timeline", label: "Timeline", content: <StreamTimeline timeline={timeline} /> },
          { id: "attempts", label: "Attempts", content: <AttemptTable attempts={attempts} /> },
          { id: "report", label: "Check", content: <ReportView report={report} /> },
          {
            id: "headers",
            label: "Headers",
            content: <Json value={{ request: requestHeaders, response: responseHeaders }} label="headers" none="" />,
          },
        ]}
      />
    </Card>
  );
}

function Json({ value, label, none }: { value: unknown; label: string; none: string }) {
  if (value === null) return <p className="text-ink-soft text-sm">{none}</p>;
  return <CodeBlock code={JSON.stringify(value, null, 2)} label={label} wrap />;
}

/** Whether the playground can go on from a request. */
function isDialogue(request: unknown): boolean {
  return isRecord(request) && (Array.isArray(request.messages) || Array.isArray(request.input) || typeof request.input === "string");
}
