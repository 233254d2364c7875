"use client";

import "@/components/renderer/without-eval";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ChartTables } from "@/components/renderer/chart-tables";
import type { GenUIAction } from "@/components/renderer/gen-ui-props";
import { LazyGenUI } from "@/components/renderer/lazy-gen-ui";
import { isOpenable } from "@/components/renderer/open-url";
import { useNearWindow } from "@/components/renderer/use-near-window";
import { useShownTheme } from "@/components/shell/theme";
import type { Theme } from "@/components/shell/theme-choice";
import { closeAnswer } from "@/lib/genui/write/close-answer";
import type { SharedTurn } from "@/lib/shared-pages/schema";

const FROZEN = "This page is a copy: its buttons and forms ask nobody.";
const nothing = () => {};

/** Questions and answers as they were shared, drawn as in the playground. Links open; nothing is sent anywhere. */
export function SharedTurns({ turns, theme = "system" }: { turns: SharedTurn[]; theme?: Theme }) {
  useEffect(() => {
    if (theme !== "system") document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <div className="flex flex-col gap-7">
      {turns.map((turn, index) =>
        // A frozen page never changes its order.
        turn.type === "user" ? <Question key={index} text={turn.text} /> : <SharedAnswer key={index} text={turn.text} theme={theme} />,
      )}
    </div>
  );
}

function Question({ text }: { text: string }) {
  return (
    <article aria-label="Question" className="flex justify-end">
      {/* Focusable, so that a long one can be scrolled by keyboard. */}
      <p
        tabIndex={text.length > 1_200 ? 0 : undefined}
        className="max-h-80 max-w-[85%] overflow-y-auto whitespace-pre-wrap break-words rounded-card bg-hover px-4 py-2.5 text-ink text-sm leading-relaxed"
      >
        {text}
      </p>
    </article>
  );
}

function SharedAnswer({ text, theme }: { text: string; theme: Theme }) {
  const shown = useShownTheme();
  const box = useRef<HTMLDivElement>(null);
  const isNear = useNearWindow(box, false);
  const [said, setSaid] = useState("");
  const closed = useMemo(() => closeAnswer(text), [text]);
  const onAction = useCallback((action: GenUIAction) => {
    const url: unknown = action.params?.url;
    if (action.type !== "open_url") setSaid(FROZEN);
    else if (typeof url === "string" && isOpenable(url, window.location.href)) window.open(url, "_blank", "noopener,noreferrer");
  }, []);
  return (
    <article aria-label="Answer" className="flex min-w-0 flex-col gap-4">
      <div ref={box} className="min-h-64">
        {isNear ? (
          <LazyGenUI
            response={closed}
            isStreaming={false}
            theme={theme === "system" ? shown : theme}
            onAction={onAction}
            onState={nothing}
          />
        ) : null}
      </div>
      <ChartTables answer={text} />
      <p role="status" className="text-[13px] text-ink-muted empty:hidden">
        {said}
      </p>
    </article>
  );
}
