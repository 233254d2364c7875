import { type RefObject, useEffect } from "react";

const SETTLE_MS = 500;

/** Reports an answer that left its place empty: some faults a renderer does not notice, so what it drew is looked at. */
export function useBlankReport(host: RefObject<HTMLElement | null>, isStreaming: boolean, onBlank: () => void): void {
  useEffect(() => {
    if (isStreaming) return;
    const timer = setTimeout(() => host.current && isBlank(host.current) && onBlank(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [host, isStreaming, onBlank]);
}

function isBlank(element: HTMLElement): boolean {
  return element.innerText.trim() === "" && element.querySelector("svg, img, input, button, canvas") === null;
}
