"use client";

import { usePathname } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Thread } from "@/lib/conversations/schema";

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
export function useOpenThread(initial: Thread | null, load: (id: string) => Promise<Thread | null>) {
  const path = usePathname();
  const [open, setOpen] = useState<OpenThread>({ key: 0, id: initial?.id ?? null, thread: initial, missing: false });
  const openId = useRef(open.id);
  const openKey = useRef(open.key);

  const show = useCallback((id: string | null, thread: Thread | null, missing = false) => {
    openId.current = id;
    openKey.current += 1;
    setOpen({ key: openKey.current, id, thread, missing });
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

  /** A conversation that has been left may be saved later than the next one was opened: it changes nothing here. */
  const adopted = useCallback((key: number, id: string) => {
    if (openKey.current !== key || openId.current === id) return;
    openId.current = id;
    setOpen((before) => ({ ...before, id }));
    window.history.replaceState(null, "", `/playground/${id}`);
  }, []);
  const reset = useCallback(() => show(null, null), [show]);
  return { open, reset, adopted };
}
