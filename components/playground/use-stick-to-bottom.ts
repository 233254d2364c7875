"use client";

import { useCallback, useEffect, useRef, useState } from "react";

const NEAR_PX = 48;

/**
 * Follows growing content while its end is in view, and lets go as soon as the reader scrolls up.
 * `scroller` scrolls, `content` is what grows in it.
 */
export function useStickToBottom() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [atBottom, setAtBottom] = useState(true);

  useEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!outer || !inner) return;
    let lastTop = outer.scrollTop;
    const onScroll = () => {
      const near = outer.scrollHeight - outer.scrollTop - outer.clientHeight < NEAR_PX;
      // Growth alone moves nothing up: only a reader does.
      if (near) following.current = true;
      else if (outer.scrollTop < lastTop) following.current = false;
      lastTop = outer.scrollTop;
      setAtBottom(near);
    };
    const follow = () => {
      if (following.current) outer.scrollTop = outer.scrollHeight;
      else onScroll();
    };
    const observer = new ResizeObserver(follow);
    observer.observe(inner);
    observer.observe(outer);
    outer.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      outer.removeEventListener("scroll", onScroll);
    };
  }, []);

  const toBottom = useCallback(() => {
    following.current = true;
    setAtBottom(true);
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, []);
  return { scroller, content, atBottom, toBottom };
}
