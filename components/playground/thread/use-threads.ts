"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ThreadSummary } from "@/lib/conversations/schema";
import type { PlaygroundActions } from "./thread-actions";
import { openThreadChannel, type ThreadChannel, type ThreadNews } from "./thread-news";
import { isBeingRemoved, isTakenBack, onThreadKept, removeThread, takeRemovalsLeft } from "./thread-removals";

/** The list of threads as this page knows it: what the server listed, and what happened since, in other windows too. */
export function useThreads(
  listed: ThreadSummary[],
  actions: Pick<PlaygroundActions, "rename" | "remove">,
  onNews: (news: ThreadNews) => void,
) {
  const [leftOut] = useState(() => listed.filter(({ id }) => isBeingRemoved(id)));
  const [threads, setThreads] = useState(() => listed.filter((one) => !leftOut.includes(one)));
  const channel = useRef<ThreadChannel | null>(null);

  /** Puts a thread first: it was just used. */
  const lift = useCallback(({ id, title }: { id: string; title: string }) => {
    setThreads((before) => withThread(before, { id, title, updatedAt: new Date().toISOString() }));
  }, []);
  const retitle = useCallback((id: string, title: string) => {
    setThreads((before) => before.map((other) => (other.id === id ? { ...other, title } : other)));
  }, []);
  const drop = useCallback((id: string) => setThreads((before) => before.filter((other) => other.id !== id)), []);

  const hear = useRef(onNews);
  useEffect(() => {
    hear.current = onNews;
  });
  useEffect(() => {
    const opened = openThreadChannel((news) => {
      if (news.type === "removed") drop(news.id);
      else if (news.type === "renamed") retitle(news.id, news.title);
      else if (!isBeingRemoved(news.id)) lift(news);
      hear.current(news);
    });
    channel.current = opened;
    return () => opened.close();
  }, [drop, lift, retitle]);

  useEffect(() => {
    for (const id of takeRemovalsLeft()) drop(id);
    const putBack = (kept: ThreadSummary) => setThreads((before) => withThread(before, kept));
    // Between the first drawing and now nobody heard of it.
    leftOut.filter(({ id }) => isTakenBack(id)).forEach(putBack);
    return onThreadKept(putBack);
  }, [drop, leftOut]);

  const put = useCallback(
    ({ id, title }: { id: string; title: string }) => {
      lift({ id, title });
      channel.current?.tell({ type: "saved", id, title });
    },
    [lift],
  );
  const rename = async (id: string, title: string): Promise<boolean> => {
    const { ok } = await actions.rename(id, title);
    if (ok) retitle(id, title);
    if (ok) channel.current?.tell({ type: "renamed", id, title });
    return ok;
  };
  const remove = (thread: ThreadSummary) => {
    drop(thread.id);
    removeThread(thread, async (id) => (await actions.remove(id)).ok);
  };
  return { threads, put, rename, remove };
}

/** With that thread in its place: last used first. */
function withThread(threads: ThreadSummary[], thread: ThreadSummary): ThreadSummary[] {
  const others = threads.filter(({ id }) => id !== thread.id);
  return [...others, thread].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}
