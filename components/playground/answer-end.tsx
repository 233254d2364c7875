import { ExportMenu } from "@/components/export/export-menu";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import type { AnswerDetails } from "@/lib/conversations/schema";

interface AnswerEndProps {
  details: AnswerDetails;
  /** What was said, as it came. */
  text: string;
  /** Nothing arrived at all. */
  empty: boolean;
  onRetry: (() => void) | null;
}

/** Why an answer is not whole, and what to do about it; for one that is, what can be made of it. */
export function AnswerEnd({ details, text, empty, onRetry }: AnswerEndProps) {
  const retry = onRetry ? (
    <Button size="sm" onClick={onRetry}>
      Retry
    </Button>
  ) : null;
  switch (details.state) {
    case "failed":
      return (
        <Callout tone="danger" title={empty ? "The request failed" : "The answer broke off"} actions={retry}>
          <p>{details.error?.message}</p>
          {details.requestId ? (
            <p className="mt-1 flex flex-wrap items-center gap-x-1 text-[13px] text-ink-soft">
              Request id <code className="break-all font-mono text-xs">{details.requestId}</code>
              <CopyButton text={details.requestId} label="Copy request id" />
            </p>
          ) : null}
        </Callout>
      );
    case "dropped":
      return (
        <Callout tone="warning" title={empty ? "No answer arrived" : "The connection ended too soon"} actions={retry}>
          {empty ? details.error?.message : "What arrived until then is kept above."}
        </Callout>
      );
    case "streaming":
      return (
        <Callout tone="info" title="Interrupted" actions={retry}>
          The page was left while this answer was arriving. What had arrived is kept.
        </Callout>
      );
    case "stopped":
      return (
        <p className="text-[13px] text-ink-muted">{empty ? "Stopped before anything arrived." : "Stopped. What had arrived is kept."}</p>
      );
    case "done":
      if (details.finishReason === "length")
        return <p className="text-[13px] text-ink-muted">Cut off: the answer reached its token limit.</p>;
      if (empty) return <p className="text-[13px] text-ink-muted">The model answered with nothing.</p>;
      return text === "" ? null : <ExportMenu answer={text} model={details.model ?? details.settings.model} />;
  }
}
