"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import type { ToolStep } from "@/lib/conversations/schema";
import { isOpen, stateOf } from "@/lib/generation/hosted-items";
import type { ApprovalState } from "./approval-states";
import { StepDetails } from "./step-details";
import { wordsOfStep } from "./step-kinds";

interface ToolStepsProps {
  steps: readonly ToolStep[];
  /** Nothing more comes, or the answer itself has begun: they are folded. */
  isOver: boolean;
  approvals: ReadonlyMap<string, ApprovalState>;
}

/** What tools of the server do for an answer: seen while it happens, and folded to a line once it is over. */
export function ToolSteps({ steps, isOver, approvals }: ToolStepsProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isWaiting = steps.some(({ item }) => approvals.get(item.id) === "waiting");
  const isShown = chosen ?? (!isOver || isWaiting);
  const failed = steps.filter(({ item }) => stateOf(item) === "failed").length;
  return (
    <section aria-label="Steps" className="border-line border-l-2 pl-3 text-[13px] text-ink-soft leading-relaxed">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setChosen(!isShown)}
        className="flex min-h-8 cursor-pointer items-center gap-1 rounded-control pr-2 text-ink-soft hover:text-ink pointer-coarse:min-h-11"
      >
        <Chevron isOpen={isShown} />
        {isOver ? summaryOf(steps) : "Working with tools"}
        {failed > 0 ? <span className="text-danger">{`, ${failed} failed`}</span> : null}
      </button>
      {isShown ? (
        <ol className="flex flex-col pb-1">
          {steps.map((step) => (
            <Step key={step.item.id} step={step} approval={approvals.get(step.item.id) ?? null} />
          ))}
        </ol>
      ) : null}
    </section>
  );
}

const APPROVALS: Record<ApprovalState, { tone: "accent" | "success" | "neutral"; word: string }> = {
  waiting: { tone: "accent", word: "Waits for you" },
  approved: { tone: "success", word: "Approved" },
  denied: { tone: "neutral", word: "Not approved" },
};

function Step({ step: { item, ms }, approval }: { step: ToolStep; approval: ApprovalState | null }) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const { icon: Icon, title, about } = wordsOfStep(item);
  const state = stateOf(item);
  return (
    <li>
      <button
        type="button"
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setShown(!isShown)}
        className="flex min-h-8 w-full min-w-0 cursor-pointer items-center gap-2 rounded-control text-left hover:text-ink pointer-coarse:min-h-11"
      >
        {isOpen(state) ? (
          <Spinner className="shrink-0 [&>svg]:size-3.5" />
        ) : (
          <Icon aria-hidden="true" className="size-3.5 shrink-0 text-ink-muted" />
        )}
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium text-ink">{title}</span>
          {about === "" ? null : <span className="ml-1.5">{about}</span>}
        </span>
        {approval ? <Badge tone={APPROVALS[approval].tone}>{APPROVALS[approval].word}</Badge> : null}
        {state === "failed" ? <Badge tone="danger">Failed</Badge> : null}
        {state === "incomplete" ? <Badge tone="neutral">Stopped</Badge> : null}
        {ms === null ? null : <span className="shrink-0 text-ink-muted text-xs tabular-nums">{secondsIn(ms)}</span>}
        <Chevron isOpen={isShown} />
      </button>
      <div id={id} className={isShown ? "pt-0.5 pb-2.5 pl-5.5" : ""}>
        {isShown ? <StepDetails item={item} /> : null}
      </div>
    </li>
  );
}

function Chevron({ isOpen: isDown }: { isOpen: boolean }) {
  return <ChevronRight aria-hidden="true" className={`size-3.5 shrink-0 transition-transform duration-100 ${isDown ? "rotate-90" : ""}`} />;
}

function summaryOf(steps: readonly ToolStep[]): string {
  const ms = steps.reduce((sum, step) => sum + (step.ms ?? 0), 0);
  const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
  return ms === 0 ? count : `${count}, ${secondsIn(ms)}`;
}

function secondsIn(ms: number): string {
  return ms < 1_000 ? `${Math.max(1, ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
