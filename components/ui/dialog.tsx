"use client";

import { X } from "lucide-react";
import { type ReactNode, type RefObject, type SyntheticEvent, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

interface DialogProps {
  open: boolean;
  /** Called when the dialog should close; the owner then sets `open` to false. */
  onClose: () => void;
  /** Asked before Esc, the backdrop or the cross close the dialog; `false` keeps it open. */
  onCloseRequest?: () => boolean;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; they stay visible while the body scrolls. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
}

const SIZES = { sm: "max-w-[26rem]", md: "max-w-[32rem]", lg: "max-w-[44rem]" };

/**
 * A modal on the native element: focus stays inside and goes back to the opener, the rest of the page is inert.
 * Its children exist only while it is open, so nothing of them stays in the document.
 */
export function Dialog({ open, onClose, onCloseRequest, title, description, footer, size = "md", children }: DialogProps) {
  const dialog = useModal(open);
  const id = useId();
  const request = (event: SyntheticEvent) => {
    event.preventDefault();
    if (onCloseRequest?.() ?? true) onClose();
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={request}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) request(event);
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) request(event);
      }}
      className={classNames(
        "dialog m-auto w-[calc(100vw-2rem)] rounded-dialog border border-line bg-raised p-0 text-ink shadow-dialog",
        SIZES[size],
      )}
    >
      {open ? (
        <div className="flex max-h-[min(44rem,calc(100dvh-3rem))] flex-col">
          <Header id={id} title={title} description={description} onClose={request} />
          {children ? (
            <div data-dialog-body className="min-h-0 overflow-y-auto px-6 pt-1 pb-6">
              {children}
            </div>
          ) : null}
          {footer ? <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-sunken px-6 py-3.5">{footer}</div> : null}
        </div>
      ) : null}
    </dialog>
  );
}

/** Opens and closes the element, and minds the focus. */
function useModal(open: boolean): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || !open) return;
    const opener = document.activeElement;
    // Without this the browser closes on a second Esc whatever the cancel event says.
    element.setAttribute("closedby", "none");
    if (!element.open) element.showModal();
    // The browser would choose the cross, which comes first.
    element.querySelector<HTMLElement>("[data-dialog-body] :is(input, select, textarea, button)")?.focus();
    return () => {
      element.close();
      const target = opener?.isConnected && opener !== document.body ? opener : document.querySelector("main");
      if (target instanceof HTMLElement) target.focus();
    };
  }, [open]);
  return dialog;
}

interface HeaderProps extends Pick<DialogProps, "title" | "description"> {
  id: string;
  onClose: (event: SyntheticEvent) => void;
}

function Header({ id, title, description, onClose }: HeaderProps) {
  return (
    <div className="flex items-start justify-between gap-4 px-6 pt-5 pb-4">
      <div className="min-w-0">
        <h2 id={`${id}-title`} className="font-semibold text-base text-ink leading-6">
          {title}
        </h2>
        {description ? (
          <div id={`${id}-description`} className="mt-1 text-ink-soft text-sm leading-relaxed">
            {description}
          </div>
        ) : null}
      </div>
      <Button variant="ghost" size="sm" square aria-label="Close" onClick={onClose} className="-mt-1 -mr-2">
        <X aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
