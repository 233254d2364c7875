import { toast } from "@/components/ui/toast";
import type { ThreadSummary } from "@/lib/conversations/schema";

// Beside the components: a removal goes on when its page is left for another one of the application.
const waiting = new Set<string>();

interface RemovalPorts {
  /** Deletes it for good; false when that failed. */
  remove: (id: string) => Promise<boolean>;
  onRemoved: (id: string) => void;
  /** It stays: somebody took the deletion back, or it failed. */
  onKept: (thread: ThreadSummary) => void;
}

/** Deletes a thread once nobody can take it back any more: until the notice with its Undo is gone, it is only not shown. */
export function removeThread(thread: ThreadSummary, { remove, onRemoved, onKept }: RemovalPorts): void {
  const keep = () => {
    if (waiting.delete(thread.id)) onKept(thread);
  };
  const commit = async () => {
    if (!waiting.delete(thread.id)) return;
    if (await remove(thread.id).catch(() => false)) return onRemoved(thread.id);
    onKept(thread);
    toast({ title: "The thread could not be deleted", description: thread.title, tone: "danger" });
  };
  waiting.add(thread.id);
  window.addEventListener("pagehide", removeAtOnce);
  toast({ title: "Thread deleted", description: thread.title, action: { label: "Undo", onSelect: keep }, onGone: () => void commit() });
}

/** Whether a thread is only there until its removal is final. */
export function isBeingRemoved(id: string): boolean {
  return waiting.has(id);
}

/** A page that goes away takes no more time: the browser itself sends what is left to do. */
function removeAtOnce(): void {
  for (const id of waiting) {
    void fetch(`/v1/embed/conversations/${id}`, { method: "DELETE", keepalive: true }).catch(() => undefined);
  }
  waiting.clear();
}
