"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { SaveFormBody, Thread, ThreadSummary, WriteThreadBody } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { Conversation } from "./conversation";
import { preloadGenUI } from "./lazy-gen-ui";
import { MissingThread } from "./missing-thread";
import { Sheet } from "./sheet";
import { ThreadList } from "./thread-list";
import type { WriteResult } from "./thread-store";

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
export function Playground({ thread, threads: listed, models, origin, actions }: PlaygroundProps) {
  const router = useRouter();
  const { open, reset, adopted } = useOpenThread(thread, actions.open);
  const [threads, setThreads] = useState(listed);
  const [listOpen, setListOpen] = useState(false);

  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 300));
    const cancel = window.cancelIdleCallback ?? window.clearTimeout;
    const handle = idle(preloadGenUI);
    return () => cancel(handle);
  }, []);

  const onSaved = useCallback(
    (saved: { id: string; title: string }) => {
      adopted(saved.id);
      const summary = { ...saved, updatedAt: new Date().toISOString() };
      setThreads((before) => [summary, ...before.filter(({ id }) => id !== saved.id)]);
    },
    [adopted],
  );
  const onNew = useCallback(() => {
    setListOpen(false);
    reset();
    router.push("/playground");
  }, [reset, router]);

  const list = (
    <ThreadList
      threads={threads}
      currentId={open.id}
      onNew={onNew}
      onNavigate={() => setListOpen(false)}
      onSearch={actions.search}
      onRename={async (id, title) => {
        const { ok } = await actions.rename(id, title);
        if (ok) setThreads((before) => before.map((other) => (other.id === id ? { ...other, title } : other)));
        return ok;
      }}
      onDelete={async (id) => {
        const { ok } = await actions.remove(id);
        if (ok) setThreads((before) => before.filter((other) => other.id !== id));
        if (ok && id === open.id) onNew();
        return ok;
      }}
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

interface OpenThread {
  /** A new value mounts a fresh conversation. */
  key: number;
  id: string | null;
  thread: Thread | null;
  missing: boolean;
}

/**
 * Which thread is open. A new thread gets its address without leaving the page it began on, so the address is the authority:
 * when it names another thread than the open one (Back, Forward, "New"), that one is opened.
 */
function useOpenThread(initial: Thread | null, load: (id: string) => Promise<Thread | null>) {
  const path = usePathname();
  const [open, setOpen] = useState<OpenThread>({ key: 0, id: initial?.id ?? null, thread: initial, missing: false });
  const openId = useRef(open.id);

  const show = useCallback((id: string | null, thread: Thread | null, missing = false) => {
    openId.current = id;
    setOpen((before) => ({ key: before.key + 1, id, thread, missing }));
  }, []);

  useEffect(() => {
    const id = path.startsWith("/playground/") ? decodeURIComponent(path.slice("/playground/".length)) : null;
    if (id === openId.current) return;
    if (id === null) return show(null, null);
    let left = false;
    load(id).then(
      (thread) => !left && show(id, thread, thread === null),
      () => !left && show(id, null, true),
    );
    return () => {
      left = true;
    };
  }, [path, load, show]);

  const adopted = useCallback((id: string) => {
    if (openId.current === id) return;
    openId.current = id;
    setOpen((before) => ({ ...before, id }));
    window.history.replaceState(null, "", `/playground/${id}`);
  }, []);
  const reset = useCallback(() => show(null, null), [show]);
  return { open, reset, adopted };
}
