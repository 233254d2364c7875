"use client";

import { memo, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useShownTheme } from "@/components/shell/theme";
import { closeAnswer } from "@/lib/genui/write/close-answer";
import { drawnHeight, guessedHeight, keepDrawnHeight } from "./drawn-heights";
import type { GenUIAction } from "@/components/renderer/gen-ui-props";
import { LazyGenUI } from "@/components/renderer/lazy-gen-ui";
import { withFormContext } from "@/components/renderer/renderable";
import type { ThreadStore } from "../thread/thread-store";
import { useNearWindow } from "@/components/renderer/use-near-window";

/** A renderer draws in steps; what has not changed for so long is as tall as it gets. */
const SETTLED_MS = 600;

interface RenderedProps {
  answerKey: string;
  text: string;
  isStreaming: boolean;
  store: ThreadStore;
  onAction: (action: GenUIAction) => void;
}

/**
 * An answer as interface. Renders again only for new text: a stream redraws the whole page many times a second. One that is over is drawn
 * once it is near the window, in room that was kept for it, so that a long thread is there at once and nothing in it jumps.
 */
export const Rendered = memo(function Rendered({ answerKey, text, isStreaming, store, onAction }: RenderedProps) {
  const theme = useShownTheme();
  const box = useRef<HTMLDivElement>(null);
  // Only at mount: feeding back what the forms just reported would fight with the typing.
  const [formContext] = useState(() => store.forms.contextOf(answerKey));
  // One that was cut, also by a page of an earlier version, draws what it drew while it came.
  const closed = useMemo(() => closeAnswer(text), [text]);
  const onState = useCallback((context: string) => store.forms.keep(answerKey, context), [store, answerKey]);
  const isNear = useNearWindow(box, isStreaming);
  const minHeight = useReservedHeight(box, text, isStreaming);
  return (
    <div ref={box} data-rendered={answerKey} className="min-h-16" style={minHeight === null ? undefined : { minHeight }}>
      {isNear ? (
        <LazyGenUI
          response={isStreaming ? text : withFormContext(closed, formContext)}
          isStreaming={isStreaming}
          theme={theme}
          onAction={onAction}
          onState={onState}
        />
      ) : null}
    </div>
  );
});

/** The height to keep free until the answer is drawn: what it was the last time, else a guess. Null once it stands for itself. */
function useReservedHeight(box: RefObject<HTMLDivElement | null>, text: string, isStreaming: boolean): number | null {
  const [reserved, setReserved] = useState(isStreaming ? null : guessedHeight(text));
  useLayoutEffect(() => {
    const known = box.current ? drawnHeight(text, box.current.clientWidth) : null;
    if (!isStreaming && known !== null) setReserved((before) => before && known);
  }, [box, text, isStreaming]);
  useEffect(() => {
    const element = box.current;
    if (!element || isStreaming) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const drawn = element.querySelector<HTMLElement>(":scope > .gen-ui");
      if (!drawn || drawn.offsetHeight === 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        keepDrawnHeight(text, element.clientWidth, drawn.offsetHeight);
        setReserved(null);
      }, SETTLED_MS);
    };
    const changes = new MutationObserver(look);
    changes.observe(element, { childList: true, subtree: true });
    look();
    return () => {
      clearTimeout(timer);
      changes.disconnect();
    };
  }, [box, text, isStreaming]);
  return reserved;
}
