"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ThreadSummary } from "@/lib/conversations/schema";
import type { PlaygroundActions } from "./playground";
import { openThreadChannel, type ThreadChannel, type ThreadNews } from "./thread-news";
import { isBeingRemoved, onThreadKept, removeThread, takeRemovalsLeft } from "./thread-removals";

/** The list of threads as this page knows it: what the server listed, and what happened since, in other windows too. */
export function useThreads(
  listed: ThreadSummary[],
  actions: Pick<PlaygroundActions, "rename" | "remove">,
  onNews: (news: ThreadNews) => void,
) {
  const [threads, setThreads] = useState(() => listed.filter(({ id }) => !isBeingRemoved(id)));
  const channel = useRef<ThreadChannel | null>(null);

  /** Puts a thread first: it was just used. */
  const lift = useCallback((thread: { id: string; title: string }) => {
    const summary = { id: thread.id, title: thread.title, updatedAt: new Date().toISOString() };
    setThreads((before) => [summary, ...before.filter(({ id }) => id !== thread.id)]);
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
    return onThreadKept((kept) => setThreads((before) => sorted([...before.filter(({ id }) => id !== kept.id), kept])));
  }, [drop]);

  const put = useCallback(
    (thread: { id: string; title: string }) => {
      lift(thread);
      channel.current?.tell({ type: "saved", id: thread.id, title: thread.title });
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

/** Last used first. */
function sorted(threads: ThreadSummary[]): ThreadSummary[] {
  return threads.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}
