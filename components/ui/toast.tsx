"use client";

import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

interface Toast {
  id: number;
  title: string;
  description?: string;
  tone?: "neutral" | "success" | "danger";
  action?: { label: string; onSelect: () => void };
  /** When it is gone, chosen or not. */
  onGone?: () => void;
}

const SHOWN_MS = 7_000;
/** Whoever has to find a button with the keyboard needs longer. */
const ACTION_SHOWN_MS = 20_000;
let toasts: Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const NONE: Toast[] = [];

function change(next: Toast[]): void {
  const gone = toasts.filter((toast) => !next.includes(toast));
  toasts = next;
  for (const { onGone } of gone) onGone?.();
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Says that something happened, for 7 seconds (20 with something to choose, and longer while pointed at). Never the only place where an error stands. */
export function toast(message: string | Omit<Toast, "id">): void {
  lastId += 1;
  change([...toasts.slice(-2), { id: lastId, ...(typeof message === "string" ? { title: message } : message) }]);
}

/** Where toasts appear; once a page, in the layout. */
export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => NONE,
  );
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 sm:items-end sm:p-6"
    >
      {shown.map((item) => (
        <ToastCard key={item.id} item={item} />
      ))}
    </section>
  );
}

function ToastCard({ item }: { item: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(item.id), item.action ? ACTION_SHOWN_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, item.id, item.action]);
  return (
    <div
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="toast pointer-events-auto flex w-full max-w-sm items-center gap-3 rounded-card border border-line bg-raised py-2.5 pr-2 pl-4 shadow-menu"
    >
      <div className="min-w-0 flex-1 text-sm">
        <p className={classNames("font-medium", item.tone === "danger" ? "text-danger" : "text-ink")}>{item.title}</p>
        {item.description ? <p className="text-[13px] text-ink-soft">{item.description}</p> : null}
      </div>
      {item.action ? (
        <Button
          size="sm"
          onClick={() => {
            item.action?.onSelect();
            dismiss(item.id);
          }}
        >
          {item.action.label}
        </Button>
      ) : null}
      <Button variant="ghost" size="sm" square aria-label="Dismiss" onClick={() => dismiss(item.id)}>
        <X aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
