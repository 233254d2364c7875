"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Spinner } from "@/components/ui/spinner";
import type { AnswerDetails } from "@/lib/conversations/schema";
import type { Running } from "./thread-store";

interface AnswerStatsProps {
  details: AnswerDetails | null;
  running: Running | undefined;
  onRetry: (() => void) | null;
}

/** The line below an answer: who answered, how fast, how much, and under which id. */
export function AnswerStats({ details, running, onRetry }: AnswerStatsProps) {
  if (running) {
    return (
      <p className="mt-3 flex min-h-8 items-center gap-2 text-ink-muted text-xs">
        <Spinner />
        {running.phase === "streaming" ? "Streaming" : "Waiting for the first part"}
      </p>
    );
  }
  if (!details) return null;
  const { model, firstDeltaMs, totalMs, inputTokens, outputTokens, requestId } = details;
  return (
    <div className="mt-3 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 text-ink-muted text-xs tabular-nums">
      <dl className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        {model ? <Fact name="Model" value={model} /> : null}
        {firstDeltaMs === null ? null : <Fact name="First delta" value={duration(firstDeltaMs)} />}
        {totalMs === null ? null : <Fact name="Total" value={duration(totalMs)} />}
        {inputTokens === null || outputTokens === null ? null : <Fact name="Tokens" value={`${inputTokens} in, ${outputTokens} out`} />}
        {requestId ? (
          <div className="flex min-w-0 items-center gap-1">
            <dt className="sr-only">Request id</dt>
            <dd className="flex min-w-0 items-center">
              <code className="truncate font-mono text-[11px]">{requestId}</code>
              <CopyButton text={requestId} label="Copy request id" />
            </dd>
          </div>
        ) : null}
      </dl>
      {onRetry ? (
        <Button variant="ghost" size="sm" onClick={onRetry} className="-mr-2">
          <RotateCw aria-hidden="true" className="size-3.5" />
          Regenerate
        </Button>
      ) : null}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className={name === "Model" ? "sr-only" : "shrink-0"}>{name}</dt>
      <dd className="min-w-0 break-all text-ink-soft">{value}</dd>
    </div>
  );
}

function duration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
