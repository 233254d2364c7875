"use client";

import "@/components/renderer/without-eval";
import { LiveExample } from "@/components/library/live-example";
import { closeAnswer } from "@/lib/genui/write/close-answer";

/** A kept answer as its reader saw it; what is pressed in it sends nothing. */
export function AnswerPreview({ answer }: { answer: string }) {
  return <LiveExample name="answer" answer={closeAnswer(answer)} isTall />;
}
