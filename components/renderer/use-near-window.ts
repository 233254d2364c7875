"use client";

import { type RefObject, useEffect, useState } from "react";

/** How far from the window something is drawn ahead, in windows. */
const AHEAD = "100%";

const waiting: (() => void)[] = [];
let isDrawing = false;

/** One after the other, each in a task of its own: many answers drawn in one would hold the page. */
function inTurn(draw: () => void): void {
  waiting.push(draw);
  if (isDrawing) return;
  isDrawing = true;
  setTimeout(drawNext, 0);
}

function drawNext(): void {
  waiting.shift()?.();
  isDrawing = waiting.length > 0;
  // What was just asked for is drawn and painted before the next.
  if (isDrawing) requestAnimationFrame(() => setTimeout(drawNext, 0));
}

/** Whether an element has been near the window; from then on it stays drawn. */
export function useNearWindow(element: RefObject<HTMLElement | null>, isNearFromTheStart: boolean): boolean {
  const [isNear, setNear] = useState(isNearFromTheStart);
  useEffect(() => {
    if (isNear || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        inTurn(() => setNear(true));
      },
      { root: element.current.closest("[data-scroller]"), rootMargin: `${AHEAD} 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
