"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";

export interface Tab {
  id: string;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: Tab[];
  /** Controlled when given. */
  value?: string;
  onChange?: (id: string) => void;
  /** Right of the tabs. */
  actions?: ReactNode;
  className?: string;
}

/** One tab stop; arrows, Home and End move and select. Only the selected panel is in the document. */
export function Tabs({ label, tabs, value, onChange, actions, className }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(tabs[0]?.id);
  const selected = tabs.find((tab) => tab.id === (value ?? own)) ?? tabs[0];
  const select = (tab: Tab | undefined) => {
    if (!tab) return;
    setOwn(tab.id);
    onChange?.(tab.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === selected?.id);
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const index = move % tabs.length;
    select(tabs[index]);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  };

  return (
    <div className={className}>
      <div className="flex items-center justify-between gap-3 border-line border-b">
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className="-mb-px flex min-w-0 gap-4 overflow-x-auto"
        >
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-tab-${tab.id}`}
              aria-selected={tab.id === selected?.id}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === selected?.id ? 0 : -1}
              onClick={() => select(tab)}
              className={classNames(
                "focus-inset h-9 shrink-0 cursor-pointer whitespace-nowrap border-b-2 px-0.5 font-medium text-[13px] transition-colors duration-100 pointer-coarse:h-11",
                tab.id === selected?.id ? "border-ink text-ink" : "border-transparent text-ink-muted hover:text-ink",
              )}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {actions}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${selected?.id}`} className="pt-4">
        {selected?.content}
      </div>
    </div>
  );
}
