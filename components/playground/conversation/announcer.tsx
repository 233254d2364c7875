"use client";

import { type RefObject, useEffect, useState } from "react";
import type { AnswerDetails } from "@/lib/conversations/schema";
import { isApprovalRequest, isOpen, stateOf } from "@/lib/generation/hosted-items";
import { wordsOfStep } from "../steps/step-kinds";
import type { Running } from "../thread/thread-state";
import type { Turn } from "../thread/turns";

const STILL_MS = 7_000;
const DRAWN_MS = 800;
const READ_CHARS_MAX = 4_000;

const ENDS: Record<AnswerDetails["state"], string> = {
  streaming: "",
  done: "The answer is complete.",
  stopped: "Stopped.",
  failed: "The request failed.",
  dropped: "The connection ended too soon.",
};

interface AnnouncerProps {
  running: Running | null;
  turns: Turn[];
  scroller: RefObject<HTMLDivElement | null>;
}

/**
 * For screen readers: at most three short messages an answer in the status region, and the whole answer, once it is drawn,
 * in the log. Announcing a stream as it comes makes a page unusable by ear.
 */
export function Announcer({ running, turns, scroller }: AnnouncerProps) {
  const [status, setStatus] = useState("");
  const [log, setLog] = useState("");
  const runningKey = running?.key ?? null;
  const [heardKey, setHeardKey] = useState<string | null>(null);
  const last = turns.findLast((turn) => turn.type === "answer");

  useEffect(() => {
    if (runningKey === null) return;
    setHeardKey(runningKey);
    setStatus("Generating an answer…");
    const timer = setTimeout(() => setStatus("Still generating…"), STILL_MS);
    return () => clearTimeout(timer);
  }, [runningKey]);

  // What tools do takes long, and says why.
  const doing = doingNow(running);
  useEffect(() => {
    if (doing !== null) setStatus(doing);
  }, [doing]);

  const isAsking = last?.steps.some(({ item }) => isApprovalRequest(item)) ?? false;
  const ended = runningKey === null && last && last.key === heardKey ? (last.details?.state ?? null) : null;
  useEffect(() => {
    if (ended === null) return;
    setStatus(isAsking && ended === "done" ? "A call waits for your approval, in the answer." : ENDS[ended]);
    // The renderer may still be on its way: the answer is read out once it is there to be read.
    const timer = setInterval(() => {
      const drawn = scroller.current?.querySelector<HTMLElement>(`[data-rendered="${heardKey}"]`)?.innerText.trim();
      if (!drawn) return;
      clearInterval(timer);
      setLog(drawn.slice(0, READ_CHARS_MAX));
    }, DRAWN_MS);
    return () => clearInterval(timer);
  }, [ended, isAsking, heardKey, scroller]);

  return (
    <>
      <div role="status" aria-label="Progress" className="sr-only">
        {status}
      </div>
      <div role="log" aria-label="Latest answer" className="sr-only">
        {log}
      </div>
    </>
  );
}

/** The step that is under way, in words; null where none is. */
function doingNow(running: Running | null): string | null {
  const step = running?.answer.steps.findLast(({ item }) => isOpen(stateOf(item)));
  if (!step) return null;
  const { title, about } = wordsOfStep(step.item);
  return about === "" ? `${title}…` : `${title}: ${about}`;
}
