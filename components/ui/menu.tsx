"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { placePopover } from "@/components/ui/place-popover";
import { PopoverButton } from "@/components/ui/popover-button";

interface MenuProps extends ButtonLook {
  /** The accessible name of the trigger and the menu. */
  label: string;
  /** What the trigger shows. */
  trigger: ReactNode;
  align?: "start" | "end";
  /** Replaces the classes of the trigger. */
  triggerClassName?: string;
  children: ReactNode;
}

const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])';

/** A button with a menu in the top layer: arrows, Home, End and first letters move, Esc and Tab close, focus goes back. */
export function Menu({ label, trigger, align = "end", variant = "ghost", size = "sm", square, triggerClassName, children }: MenuProps) {
  const id = useId();
  const { button, list, open, onToggle, onTriggerKeyDown, onKeyDown } = useMenu(align);
  return (
    <>
      <PopoverButton
        ref={button}
        label={label}
        opens="menu"
        isOpen={open}
        popoverTarget={id}
        onKeyDown={onTriggerKeyDown}
        className={triggerClassName ?? buttonClass({ variant, size, square })}
      >
        {trigger}
      </PopoverButton>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={(event) => onToggle(event.newState === "open")}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest(ITEMS)) list.current?.hidePopover();
        }}
        className="menu m-0 min-w-48 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line bg-raised p-1 text-ink text-sm shadow-menu"
      >
        {children}
      </div>
    </>
  );
}

function useMenu(align: "start" | "end") {
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const items = () => [...(list.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
  const enter = (index: 0 | -1) => {
    if (!button.current || !list.current || list.current.contains(document.activeElement)) return;
    placePopover(list.current, button.current, align);
    items().at(index)?.focus();
  };
  const onToggle = (shown: boolean) => {
    setOpen(shown);
    if (shown) enter(0);
  };
  // The toggle event comes late: keys that follow at once must find the menu as it is, not as it was last reported.
  const onTriggerKeyDown = (event: KeyboardEvent) => {
    if (list.current?.matches(":popover-open") || !["ArrowDown", "ArrowUp", "Enter", " "].includes(event.key)) return;
    event.preventDefault();
    list.current?.showPopover();
    enter(event.key === "ArrowUp" ? -1 : 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") event.stopPropagation();
    if (event.key === "Tab") list.current?.hidePopover();
    const next = nextItem(items(), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return { button, list, open, onToggle, onTriggerKeyDown, onKeyDown };
}

interface MenuItemProps {
  onSelect?: () => void;
  icon?: ReactNode;
  tone?: "neutral" | "danger";
  disabled?: boolean;
  /** Makes it one of a set of choices. */
  checked?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, icon, tone = "neutral", disabled, checked, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={checked}
      aria-disabled={disabled || undefined}
      tabIndex={-1}
      onClick={disabled ? undefined : onSelect}
      className={classNames(
        "flex min-h-8 w-full cursor-pointer items-center gap-2.5 rounded-[6px] px-2.5 text-left text-[13px] outline-none pointer-coarse:min-h-11",
        "aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
        tone === "danger" ? "text-danger hover:bg-danger-soft focus:bg-danger-soft" : "text-ink hover:bg-hover focus:bg-hover",
      )}
    >
      {icon ? (
        <span aria-hidden="true" className={classNames("inline-flex [&>svg]:size-4", tone === "neutral" && "text-ink-muted")}>
          {icon}
        </span>
      ) : null}
      <span className="min-w-0 flex-1">{children}</span>
      {checked ? (
        <span aria-hidden="true" className="text-accent">
          ✓
        </span>
      ) : null}
    </button>
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1 border-line" />;
}

function nextItem(items: HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items[(at <= 0 ? items.length : at) - 1];
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const ordered = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return ordered.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
