"use client";

import "./without-eval";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { SaveFormBody, Thread, ThreadSummary, WriteThreadBody } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { withOpenAfterWrites } from "./after-writes";
import { Conversation } from "./conversation";
import { preloadGenUI } from "./lazy-gen-ui";
import { MissingThread } from "./missing-thread";
import { useRendererName } from "./renderer-choice";
import { Sheet } from "./sheet";
import { ThreadList } from "./thread-list";
import type { WriteResult } from "./thread-state";
import { useOpenThread } from "./use-open-thread";
import { useThreads } from "./use-threads";

type Outcome = { ok: true } | { ok: false; reason: string };

export interface PlaygroundActions {
  write: (body: WriteThreadBody) => Promise<WriteResult>;
  saveForm: (body: SaveFormBody) => Promise<Outcome>;
  rename: (id: string, title: string) => Promise<Outcome>;
  remove: (id: string) => Promise<Outcome>;
  open: (id: string) => Promise<Thread | null>;
  search: (search: string) => Promise<ThreadSummary[]>;
}

interface PlaygroundProps {
  thread: Thread | null;
  threads: ThreadSummary[];
  models: ModelInfo[];
  /** Of this server, as the browser sees it. */
  origin: string;
  actions: PlaygroundActions;
}

/** The whole page: the threads at the left, the open one in the middle, its settings at the right. */
export function Playground({ thread, threads: listed, models, origin, actions: given }: PlaygroundProps) {
  const router = useRouter();
  const [actions] = useState(() => withOpenAfterWrites(given));
  const { open, reset, adopted } = useOpenThread(thread, actions.open);
  const { threads, put, rename, remove } = useThreads(listed, actions);
  const [listOpen, setListOpen] = useState(false);
  usePreloadedRenderer();
  const onSaved = (saved: { id: string; title: string }) => {
    adopted(saved.id);
    put(saved);
  };
  const onNew = () => {
    setListOpen(false);
    reset();
    router.push("/playground");
  };
  const onDelete = async (id: string) => {
    const ok = await remove(id);
    if (ok && id === open.id) onNew();
    return ok;
  };

  const list = (
    <ThreadList
      threads={threads}
      currentId={open.id}
      onNew={onNew}
      onNavigate={() => setListOpen(false)}
      onSearch={actions.search}
      onRename={rename}
      onDelete={onDelete}
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
          title={threads.find(({ id }) => id === open.id)?.title ?? null}
          models={models}
          origin={origin}
          actions={actions}
          onSaved={onSaved}
          onNew={onNew}
          onShowThreads={() => setListOpen(true)}
        />
      )}
    </div>
  );
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
