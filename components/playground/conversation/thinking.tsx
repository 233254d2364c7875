"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

const ThinkingText = dynamic(() => import("./thinking-text"), { loading: () => <p>…</p> });

interface ThinkingProps {
  /** What the model thought so far, in Markdown. */
  text: string;
  /** Whether the answer itself has begun, so that nothing more will be thought. */
  isOver: boolean;
}

/** What a model thinks: seen while it does, and a folded step before the answer once that is there. */
export function Thinking({ text, isOver }: ThinkingProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? !isOver;
  return (
    <section aria-label="Thinking" className="border-line border-l-2 pl-3 text-[13px] text-ink-soft leading-relaxed">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setChosen(!isOpen)}
        className="flex min-h-8 cursor-pointer items-center gap-1 rounded-control pr-2 text-ink-soft hover:text-ink pointer-coarse:min-h-11"
      >
        <ChevronRight aria-hidden="true" className={`size-3.5 transition-transform duration-100 ${isOpen ? "rotate-90" : ""}`} />
        {isOver ? "Thought before it answered" : "Thinking"}
      </button>
      {isOpen ? <ThinkingText text={text} /> : null}
    </section>
  );
}
