"use client";

import { type ComponentProps, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { LazyGenUI } from "@/components/renderer/lazy-gen-ui";
import { useShownTheme } from "@/components/shell/theme";
import { classNames } from "@/components/ui/class-names";
import { toast } from "@/components/ui/toast";

type Action = Parameters<ComponentProps<typeof LazyGenUI>["onAction"]>[0];

interface LiveExampleProps {
  name: string;
  /** The answer that is drawn. */
  answer: string;
  /** Keeps the room of a chart free until it is there. */
  isTall: boolean;
}

/** An example as the renderer draws it. The renderer is large: it is fetched and set to work when the place comes near the window. */
export function LiveExample({ name, answer, isTall }: LiveExampleProps) {
  const frame = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(frame);
  const theme = useShownTheme();
  const onAction = useCallback((action: Action) => {
    const url: unknown = action.params?.url;
    toast(
      action.type === "open_url"
        ? { title: "An application would open", description: typeof url === "string" ? url : "an address" }
        : { title: "An application would send", description: action.humanFriendlyMessage },
    );
  }, []);
  return (
    <div ref={frame} data-example={name} className={classNames("-m-1 min-w-0 overflow-x-auto p-1", isTall ? "min-h-84" : "min-h-24")}>
      {isNear ? <LazyGenUI response={answer} isStreaming={false} theme={theme} onAction={onAction} onState={ignore} /> : null}
    </div>
  );
}

function ignore(): void {}

/** True from the first time that an element is in the window or close to it. */
function useIsNear(element: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setIsNear(true), {
      rootMargin: "160px 0px",
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isNear;
}
