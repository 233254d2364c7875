"use client";

import { useCallback, useState } from "react";
import type { ThreadSummary } from "@/lib/conversations/schema";
import type { PlaygroundActions } from "./playground";

/** The list of threads as this page knows it: what the server listed, and what happened since. */
export function useThreads(listed: ThreadSummary[], actions: Pick<PlaygroundActions, "rename" | "remove">) {
  const [threads, setThreads] = useState(listed);

  /** Puts a thread first: it was just used. */
  const put = useCallback((thread: { id: string; title: string }) => {
    const summary = { ...thread, updatedAt: new Date().toISOString() };
    setThreads((before) => [summary, ...before.filter(({ id }) => id !== thread.id)]);
  }, []);
  const rename = async (id: string, title: string): Promise<boolean> => {
    const { ok } = await actions.rename(id, title);
    if (ok) setThreads((before) => before.map((other) => (other.id === id ? { ...other, title } : other)));
    return ok;
  };
  const remove = async (id: string): Promise<boolean> => {
    const { ok } = await actions.remove(id);
    if (ok) setThreads((before) => before.filter((other) => other.id !== id));
    return ok;
  };
  return { threads, put, rename, remove };
}
