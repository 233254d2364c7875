"use client";

import "@/components/renderer/without-eval";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Thread, ThreadSummary } from "@/lib/conversations/schema";
import type { ToolOffer } from "@/lib/tools/offer";
import type { ModelInfo } from "@/lib/upstream/models";
import { withOpenAfterWrites } from "./thread/after-writes";
import { Conversation } from "./conversation/conversation";
import { preloadGenUI } from "@/components/renderer/lazy-gen-ui";
import { MissingThread } from "./thread/missing-thread";
import { useRendererName } from "@/components/renderer/renderer-choice";
import { Sheet } from "./sheet";
import { ThreadList } from "./thread/thread-list";
import type { PlaygroundActions } from "./thread/thread-actions";
import type { ThreadNews } from "./thread/thread-news";
import { useOpenThread } from "./thread/use-open-thread";
import { useThreads } from "./thread/use-threads";

interface PlaygroundProps {
  thread: Thread | null;
  threads: ThreadSummary[];
  models: ModelInfo[];
  /** Which tools of the server are set up. */
  toolOffer: ToolOffer;
  /** Of this server, as the browser sees it. */
  origin: string;
  actions: PlaygroundActions;
}

/** The whole page: the threads at the left, the open one in the middle, its settings at the right. */
export function Playground({ thread, threads: listed, models, toolOffer, origin, actions: given }: PlaygroundProps) {
  const [actions] = useState(() => withOpenAfterWrites(given));
  const { open, reset, adopted } = useOpenThread(thread, actions.open);
  const changed = useChangedThread(open.id, actions.open);
  const { threads, put, rename, remove } = useThreads(listed, actions, changed.hear);
  const onFork = useFork(actions.fork, put);
  const [listOpen, setListOpen] = useState(false);
  usePreloadedRenderer();
  const onNew = () => {
    setListOpen(false);
    reset();
    leaveAddress();
  };
  const onDelete = (deleted: ThreadSummary) => {
    remove(deleted);
    if (deleted.id === open.id) onNew();
  };

  const list = (
    <ThreadList
      {...{ threads, onNew, onDelete }}
      currentId={open.id}
      onNavigate={() => setListOpen(false)}
      onSearch={actions.search}
      onRename={rename}
    />
  );

  return (
    <div className="flex h-[calc(100dvh-var(--bar-height))] min-h-0 lg:h-dvh">
      <aside aria-label="Threads" className="hidden w-60 shrink-0 border-line border-r xl:block">
        {list}
      </aside>
      <Sheet open={listOpen} onClose={() => setListOpen(false)} side="left" label="Threads">
        {list}
      </Sheet>
      {open.missing ? (
        <MissingThread onNew={onNew} />
      ) : (
        <Conversation
          key={open.key}
          thread={open.thread}
          title={threads.find(({ id }) => id === open.id)?.title ?? open.thread?.title ?? null}
          changed={changed.thread}
          {...{ models, toolOffer, origin, actions }}
          onSaved={(saved) => {
            adopted(open.key, saved.id);
            put(saved);
          }}
          onNew={onNew}
          onFork={onFork}
          onShowThreads={() => setListOpen(true)}
        />
      )}
    </div>
  );
}

/** At once, where the router would ask the server first: a message sent meanwhile would put its thread in the place of the one before. */
function leaveAddress(): void {
  if (window.location.pathname !== "/playground") window.history.pushState(null, "", "/playground");
}

/** The open thread as another window made it, once one did. */
function useChangedThread(openId: string | null, open: PlaygroundActions["open"]) {
  const [thread, setThread] = useState<Thread | null>(null);
  const hear = (news: ThreadNews) => {
    if (news.type !== "saved" || news.id !== openId) return;
    open(news.id).then(
      (found) => found && setThread(found),
      () => undefined,
    );
  };
  return { thread: thread?.id === openId ? thread : null, hear };
}

/** Begins a thread with what another one says up to an item, and opens it. */
function useFork(fork: PlaygroundActions["fork"], put: (thread: { id: string; title: string }) => void) {
  const router = useRouter();
  return async (threadId: string, itemId: string) => {
    const forked = await fork({ threadId, itemId }).catch(() => null);
    if (!forked?.ok) {
      toast({ title: "The thread could not be forked" });
      return;
    }
    put({ id: forked.threadId, title: forked.title });
    router.push(`/playground/${forked.threadId}`);
  };
}

function usePreloadedRenderer(): void {
  const renderer = useRendererName();
  useEffect(() => {
    // Safari has no idle callbacks.
    const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 300));
    const cancel = window.cancelIdleCallback ?? window.clearTimeout;
    const handle = idle(() => preloadGenUI(renderer));
    return () => cancel(handle);
  }, [renderer]);
}
