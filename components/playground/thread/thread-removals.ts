import { toast } from "@/components/ui/toast";
import type { ThreadSummary } from "@/lib/conversations/schema";
import { openThreadChannel } from "./thread-news";

const LEFT = "vitrine.threads.left";

// Beside the components: a removal goes on when its page is left for another one of the application.
const waiting = new Set<string>();
/** Threads of which the deletion was taken back. */
const takenBack = new Set<string>();
const keptListeners = new Set<(thread: ThreadSummary) => void>();

/**
 * Deletes a thread once nobody can take it back any more: until the notice with its Undo is gone, it is only not shown.
 * `remove` deletes it for good, and is false when that failed.
 */
export function removeThread(thread: ThreadSummary, remove: (id: string) => Promise<boolean>): void {
  const keep = () => {
    if (!waiting.delete(thread.id)) return;
    takenBack.add(thread.id);
    tellKept(thread);
  };
  const commit = async () => {
    if (!waiting.delete(thread.id)) return;
    if (await remove(thread.id).catch(() => false)) return tellRemoved(thread.id);
    tellKept(thread);
    toast({ title: "The thread could not be deleted", description: thread.title, tone: "danger" });
  };
  waiting.add(thread.id);
  takenBack.delete(thread.id);
  window.addEventListener("pagehide", removeAtOnce);
  toast({ title: "Thread deleted", description: thread.title, action: { label: "Undo", onSelect: keep }, onGone: () => void commit() });
}

/** Calls `listener` with a thread that stays after all, since its deletion was taken back or failed, until the result is called. */
export function onThreadKept(listener: (thread: ThreadSummary) => void): () => void {
  keptListeners.add(listener);
  return () => void keptListeners.delete(listener);
}

/** Returns the threads that the page before this one was still deleting when it was left: the server may list them yet. */
export function takeRemovalsLeft(): string[] {
  const left = sessionStorage.getItem(LEFT)?.split(",") ?? [];
  sessionStorage.removeItem(LEFT);
  return left;
}

function tellKept(thread: ThreadSummary): void {
  for (const listener of keptListeners) listener(thread);
}

/** The list that asked for it may be gone by now: this window hears it as the others do. */
function tellRemoved(id: string): void {
  const channel = openThreadChannel(() => {});
  channel.tell({ type: "removed", id });
  channel.close();
}

/** Whether a thread is only there until its removal is final. */
export function isBeingRemoved(id: string): boolean {
  return waiting.has(id);
}

/** Whether the last removal of a thread was taken back. */
export function isTakenBack(id: string): boolean {
  return takenBack.has(id);
}

/** A page that goes away takes no more time: the browser itself sends what is left to do. */
function removeAtOnce(): void {
  if (waiting.size > 0) sessionStorage.setItem(LEFT, [...waiting].join(","));
  for (const id of waiting) {
    void fetch(`/v1/embed/conversations/${id}`, { method: "DELETE", keepalive: true }).catch(() => undefined);
  }
  waiting.clear();
}
