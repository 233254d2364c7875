import Link from "next/link";
import type { ReactNode } from "react";
import { ExportMenu } from "@/components/export/export-menu";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { AnswerDetails } from "@/lib/conversations/schema";

interface AnswerEndProps {
  details: AnswerDetails;
  /** What was said, as it came. */
  text: string;
  /** Nothing arrived at all. */
  empty: boolean;
  onRetry: (() => void) | null;
  /** Asks the model to go on from what there is; null when that can't be done now. */
  onContinue: (() => void) | null;
}

/** Why an answer is not whole, and what to do about it; for one that is, what can be made of it. */
export function AnswerEnd({ details, text, empty, onRetry, onContinue }: AnswerEndProps) {
  const goOn = onContinue && text !== "" ? <ActionButton label="Continue" onClick={onContinue} /> : null;
  const retry = onRetry ? <ActionButton label="Retry" onClick={onRetry} /> : null;
  const actions =
    goOn || retry ? (
      <>
        {goOn}
        {retry}
      </>
    ) : null;
  switch (details.state) {
    case "failed":
      return (
        <Callout tone="danger" title={empty ? "The request failed" : "The answer broke off"} actions={actions}>
          <p className="break-words">{details.error?.message}</p>
          {isAboutProvider(details.error?.code) ? <ModelsHint /> : null}
          {isAboutLimit(details.error?.code) ? <LimitsHint /> : null}
        </Callout>
      );
    case "dropped":
      return (
        <Callout tone="warning" title={empty ? "No answer arrived" : "The connection ended too soon"} actions={actions}>
          {empty ? details.error?.message : "What arrived until then is kept above."}
        </Callout>
      );
    case "streaming":
      return (
        <Callout tone="info" title="Interrupted" actions={actions}>
          The page was left while this answer was arriving. What had arrived is kept.
        </Callout>
      );
    case "stopped":
      return <Note action={goOn}>{empty ? stoppedEmpty(details) : "Stopped. What had arrived is kept."}</Note>;
    case "done":
      // The answer itself says so where it ends.
      if (details.finishReason === "length")
        return <Note action={goOn}>{text === "" ? "Cut off: it reached its token limit." : null}</Note>;
      if (empty) return <Note action={null}>The model answered with nothing.</Note>;
      return text === "" ? null : <ExportMenu answer={text} model={details.model ?? details.settings.model} />;
  }
}

function stoppedEmpty({ thinking }: AnswerDetails): string {
  return thinking === null ? "Stopped before anything arrived." : "Stopped before the answer began.";
}

/** Whether the Models page is where it can be mended. */
function isAboutProvider(code: string | null | undefined): boolean {
  return code === "provider_not_configured" || code === "model_not_found" || (code?.startsWith("upstream_") ?? false);
}

function ModelsHint() {
  return (
    <p className="mt-1 text-[13px] text-ink-soft">
      Providers are set up and tested on the{" "}
      <Link href="/models" className={TEXT_LINK}>
        Models page
      </Link>
      .
    </p>
  );
}

/** Whether a limit of the workspace was reached. */
function isAboutLimit(code: string | null | undefined): boolean {
  return code === "rate_limit_exceeded" || code === "insufficient_quota" || code === "price_unknown";
}

function LimitsHint() {
  return (
    <p className="mt-1 text-[13px] text-ink-soft">
      What the workspace may use is set and raised under{" "}
      <Link href="/settings#limits" className={TEXT_LINK}>
        Limits in the settings
      </Link>
      .
    </p>
  );
}

function ActionButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="sm" onClick={onClick}>
      {label}
    </Button>
  );
}

function Note({ children, action }: { children: string | null; action: ReactNode }) {
  if (children === null && action === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {children === null ? null : <p className="text-[13px] text-ink-muted">{children}</p>}
      {action}
    </div>
  );
}
