"use client";

import { useCallback, useEffect, useRef, useState } from "react";

const NEAR_PX = 48;
const ABOVE_QUESTION_PX = 14;

/** What scrolling follows: the last question, at most to the top of the window; the end; or nothing, once the reader scrolled up. */
type Following = "question" | "end" | "nothing";

/**
 * Follows an answer as it grows, without taking the page out of the reader's hands: the question stays in view, so that an answer is read
 * from its beginning; the end is followed only by a reader who went there; nothing ever scrolls upwards by itself.
 * `scroller` scrolls, `content` grows in it and marks questions by `data-question`.
 */
export function useFollow() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef<Following>("question");
  const [atEnd, setAtEnd] = useState(true);
  // A thread that is opened is shown from where its reading begins, not first from its top.
  const [isPlaced, setPlaced] = useState(false);

  useEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!outer || !inner) return;
    let lastTop = outer.scrollTop;
    const look = () => {
      const near = endOf(outer) - outer.scrollTop < NEAR_PX;
      if (near) {
        if (outer.scrollTop > topOfQuestion(outer, inner) + 1) following.current = "end";
      } else if (outer.scrollTop < lastTop) following.current = "nothing";
      lastTop = outer.scrollTop;
      setAtEnd(near);
    };
    const follow = () => {
      if (following.current !== "nothing") {
        const target = following.current === "end" ? endOf(outer) : Math.min(endOf(outer), topOfQuestion(outer, inner));
        if (target > outer.scrollTop) outer.scrollTop = target;
      }
      look();
      setPlaced(true);
    };
    const observer = new ResizeObserver(follow);
    observer.observe(inner);
    observer.observe(outer);
    outer.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      outer.removeEventListener("scroll", look);
    };
  }, []);

  const followQuestion = useCallback(() => {
    following.current = "question";
  }, []);
  const toEnd = useCallback(() => {
    following.current = "end";
    if (scroller.current) scroller.current.scrollTop = endOf(scroller.current);
  }, []);
  return { scroller, content, atEnd, isPlaced, followQuestion, toEnd };
}

function endOf(outer: HTMLElement): number {
  return outer.scrollHeight - outer.clientHeight;
}

/** Where to scroll to have the last question at the top; 0 when there is none. */
function topOfQuestion(outer: HTMLElement, inner: HTMLElement): number {
  const question = [...inner.querySelectorAll("[data-question]")].at(-1);
  if (!question) return 0;
  return question.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop - ABOVE_QUESTION_PX;
}
