"use client";

import { RotateCw } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import type { AnswerSettings } from "@/lib/conversations/schema";
import { isApprovalRequest } from "@/lib/generation/hosted-items";
import { AnswerMenu } from "./answer-menu";
import { AnswerEnd } from "./answer-end";
import { AnswerStats } from "./answer-stats";
import { ChartTables } from "@/components/renderer/chart-tables";
import { CodeTab } from "./code-tab";
import type { GenUIAction } from "@/components/renderer/gen-ui-props";
import { GenUISkeleton } from "@/components/renderer/lazy-gen-ui";
import { type ApprovalState, isApprovalPress } from "../steps/approval-states";
import { Cited } from "../steps/cited";
import { withFileLinks } from "../steps/file-links";
import { ToolSteps } from "../steps/tool-steps";
import { isOpenable } from "@/components/renderer/open-url";
import { RawView } from "./raw-view";
import { Rendered } from "./rendered";
import { requestBody } from "../thread/request-body";
import { responseBody } from "../thread/response-body";
import type { ShownEntry } from "../thread/shown-entry";
import type { Running } from "../thread/thread-state";
import type { ThreadStore } from "../thread/thread-store";
import { Thinking } from "./thinking";
import { ToolCalls } from "./tool-calls";
import type { AnswerTurn } from "../thread/turns";
import { actionMessage } from "./user-text";

interface AnswerProps {
  turn: AnswerTurn;
  /** What became of the thread's requests for approval. */
  approvals: ReadonlyMap<string, ApprovalState>;
  /** No question stands before it: it answers results, and is where reading begins. */
  isOwnBeginning: boolean;
  /** What stood in the thread when it was asked. */
  asked: ShownEntry[];
  /** For an answer that carries no settings of its own yet. */
  fallbackSettings: AnswerSettings;
  origin: string;
  store: ThreadStore;
  running?: Running;
  busy: boolean;
  onMessage: (message: string) => void;
  onResults: (outputs: { callId: string; output: string }[]) => void;
  isLast: boolean;
  /** The way to its other versions; null where there are none. */
  versions: ReactNode;
  onFork: (threadId: string, itemId: string) => unknown;
  /** Null when it cannot be asked again now. */
  onRetry: (() => void) | null;
  /** Null when the answer cannot be gone on with now. */
  onContinue: (() => void) | null;
}

/** One answer: rendered, raw, as the request it answers, and as code; below it how it went. */
export function Answer({
  turn,
  approvals,
  isOwnBeginning,
  asked,
  fallbackSettings,
  origin,
  store,
  running,
  busy,
  onMessage,
  onResults,
  isLast,
  versions,
  onFork,
  onRetry,
  onContinue,
}: AnswerProps) {
  const { key, details } = turn;
  const settings = details?.settings ?? fallbackSettings;
  const rendered = <AnswerBody {...{ turn, approvals, store, running, busy, onMessage, onResults, onRetry, onContinue }} />;
  return (
    <article
      aria-label="Answer"
      aria-busy={running !== undefined || undefined}
      data-answer={key}
      data-question={isOwnBeginning ? "" : undefined}
      className="min-w-0"
    >
      <Tabs
        label="Views of the answer"
        actions={<AnswerActions {...{ store, turn, isLast, versions, onFork, onRetry }} />}
        tabs={[
          { id: "rendered", label: "Rendered", content: rendered },
          { id: "raw", label: "Raw", content: <RawView text={turn.text} calls={turn.calls} /> },
          { id: "request", label: "Request", content: <RequestTab body={() => responseBody(asked, settings)} /> },
          { id: "code", label: "Code", content: <CodeTab body={() => requestBody(asked, settings)} origin={origin} /> },
        ]}
      />
      <AnswerStats details={details} running={running} />
    </article>
  );
}

type BodyProps = Omit<AnswerProps, "isOwnBeginning" | "asked" | "fallbackSettings" | "origin" | "isLast" | "versions" | "onFork">;

/** What was thought, done and said, and how it ended. */
function AnswerBody({ turn, approvals, store, running, busy, onMessage, onResults, onRetry, onContinue }: BodyProps) {
  const { key, text, thinking, calls, steps, citations, details } = turn;
  const hasBegun = text !== "" || calls.length > 0 || !running;
  const isDecided = steps.some(({ item }) => isApprovalRequest(item) && approvals.get(item.id) !== "waiting");
  const onAction = useAction(onMessage, isDecided);
  return (
    <div className="flex flex-col gap-4">
      {thinking === "" ? null : <Thinking text={thinking} isOver={hasBegun || steps.length > 0} />}
      {steps.length > 0 ? <ToolSteps steps={steps} isOver={hasBegun} approvals={approvals} /> : null}
      {text !== "" ? (
        <Cited citations={citations} steps={steps}>
          <Rendered
            answerKey={key}
            text={withFileLinks(text, citations)}
            isStreaming={running !== undefined}
            store={store}
            onAction={onAction}
          />
        </Cited>
      ) : null}
      {text !== "" && !running ? <ChartTables answer={text} /> : null}
      {!hasBegun && thinking === "" && steps.length === 0 ? <GenUISkeleton /> : null}
      {calls.length > 0 ? <ToolCalls calls={calls} busy={busy} onResults={onResults} /> : null}
      {details ? (
        <AnswerEnd
          details={details}
          text={text}
          empty={text === "" && calls.length === 0 && steps.length === 0}
          onRetry={onRetry}
          onContinue={onContinue}
        />
      ) : null}
    </div>
  );
}

type AnswerActionsProps = Pick<AnswerProps, "store" | "turn" | "isLast" | "versions" | "onFork" | "onRetry">;

function AnswerActions({ store, turn, isLast, versions, onFork, onRetry }: AnswerActionsProps) {
  const fork = () => {
    const saved = savedAnswer(store, turn);
    if (saved) onFork(saved.threadId, saved.lastId);
  };
  return (
    <div className="mb-px flex shrink-0 items-center">
      {versions}
      {turn.details ? <AnswerMenu saved={() => savedAnswer(store, turn)} onRegenerate={isLast ? null : onRetry} onFork={fork} /> : null}
      {isLast && onRetry ? (
        <Button variant="ghost" size="sm" onClick={onRetry}>
          <RotateCw aria-hidden="true" className="size-3.5" />
          <span className="max-sm:sr-only">Regenerate</span>
        </Button>
      ) : null}
    </div>
  );
}

/** What an answer and the last of its items are called on the server; null before they are saved. */
function savedAnswer(store: ThreadStore, turn: AnswerTurn): { threadId: string; itemId: string; lastId: string } | null {
  const { threadId, entries } = store.state.getState();
  const first = entries[turn.at];
  const last = entries[turn.at + turn.calls.length - (turn.text === "" && turn.calls.length > 0 ? 1 : 0)];
  return threadId !== null && first && last ? { threadId, itemId: first.item.id, lastId: last.item.id } : null;
}

/** What a press in the answer does: it opens an address, or says something. */
function useAction(onMessage: (message: string) => void, isDecided: boolean): (action: GenUIAction) => void {
  return useCallback(
    (action: GenUIAction) => {
      const url: unknown = action.params?.url;
      if (action.type === "open_url") {
        if (typeof url === "string" && isOpenable(url, window.location.href)) window.open(url, "_blank", "noopener,noreferrer");
        return;
      }
      const message = actionMessage(action);
      if (message === null) return;
      // The server would refuse it; the card of an answer stays as it was drawn.
      if (isDecided && isApprovalPress(message)) toast({ title: "This was decided already", tone: "neutral" });
      else onMessage(message);
    },
    [onMessage, isDecided],
  );
}

function RequestTab({ body }: { body: () => object }) {
  return <CodeBlock code={`POST /v1/embed/responses\n\n${JSON.stringify(body(), null, 2)}`} label="request" wrap />;
}
