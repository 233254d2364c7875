"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { dollarsInWords, durationInWords } from "@/components/ui/amounts";
import { CopyButton } from "@/components/ui/copy-button";
import { Spinner } from "@/components/ui/spinner";
import type { AnswerDetails } from "@/lib/conversations/schema";
import type { Running } from "../thread/thread-state";

/** Sooner nobody wonders. */
const SHOW_SECONDS_FROM = 3;

interface AnswerStatsProps {
  details: AnswerDetails | null;
  running: Running | undefined;
}

/** The line below an answer: who answered, how fast, how much, and under which id. */
export function AnswerStats({ details, running }: AnswerStatsProps) {
  if (running) {
    return <Progress running={running} />;
  }
  if (!details) return null;
  const { model, firstDeltaMs, totalMs, requestId } = details;
  return (
    <dl className="mt-2 flex min-h-8 min-w-0 flex-wrap items-center gap-x-4 gap-y-0.5 text-ink-muted text-xs tabular-nums">
      {model ? <Fact name="Model" value={model} /> : null}
      {firstDeltaMs === null ? null : <Fact name="First words" value={durationInWords(firstDeltaMs)} />}
      {totalMs === null ? null : <Fact name="Total" value={durationInWords(totalMs)} />}
      {usageFacts(details).map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
      {requestId ? (
        <div className="flex min-w-0 items-center gap-1">
          <dt className="sr-only">Request id</dt>
          <dd className="flex min-w-0 items-center">
            <Link href={`/logs/${requestId}`} className="min-h-6 truncate font-mono text-[11px] leading-6 underline underline-offset-2">
              {requestId}
            </Link>
            <CopyButton text={requestId} label="Copy request id" />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** What the model is doing, as far as that can be told, and for how long. */
function Progress({ running: { phase, answer } }: { running: Running }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const chars = answer.text.length + answer.calls.reduce((sum, call) => sum + call.arguments.length, 0);
  const doing = chars > 0 ? "Streaming" : answer.thinking !== "" ? "Thinking" : phase === "streaming" ? "The model is at work" : "Sending";
  return (
    <p className="mt-3 flex min-h-8 items-center gap-2 text-ink-muted text-xs tabular-nums">
      <Spinner />
      {doing}
      {chars > 0 ? `, ${chars.toLocaleString("en")} characters` : ""}
      {seconds < SHOW_SECONDS_FROM ? "" : `, ${seconds} s`}
    </p>
  );
}

/** What was counted, what it cost, and what the provider's cache had to do with it. */
function usageFacts({ inputTokens, outputTokens, cachedTokens, cacheWriteTokens, cost, cacheSaving }: AnswerDetails): [string, string][] {
  if (inputTokens === null || outputTokens === null) return [];
  const count = (tokens: number) => tokens.toLocaleString("en-US");
  const cached = cachedTokens ? ` (${count(cachedTokens)} cached)` : "";
  const facts: [string, string][] = [
    ["Tokens", `${count(inputTokens)} in${cached}, ${count(outputTokens)} out`],
    ["Cost", cost === null ? "no price known" : cost === 0 ? "free" : dollarsInWords(cost)],
  ];
  if (cachedTokens && cacheSaving !== null && cacheSaving > 0)
    facts.push(["Saved by caching", `${count(cachedTokens)} tokens, ${dollarsInWords(cacheSaving)}`]);
  else if (cacheWriteTokens) facts.push(["Kept for the next request", `${count(cacheWriteTokens)} tokens`]);
  return facts;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className={name === "Model" ? "sr-only" : "shrink-0"}>{name}</dt>
      <dd className="min-w-0 break-all text-ink-soft">{value}</dd>
    </div>
  );
}
