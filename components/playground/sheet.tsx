"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

interface SheetProps {
  open: boolean;
  onClose: () => void;
  side: "left" | "right";
  label: string;
  children: ReactNode;
}

/** A modal panel at the window's side, for what stands beside the conversation when there is room. */
export function Sheet({ open, onClose, side, label, children }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = sheet.current;
    if (!element || !open) return;
    const opener = document.activeElement;
    if (!element.open) element.showModal();
    return () => {
      element.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [open]);
  return (
    <dialog
      ref={sheet}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        "dialog m-0 h-dvh max-h-none w-[min(22rem,calc(100vw-2.5rem))] max-w-none border-line bg-canvas p-0 text-ink",
        side === "left" ? "mr-auto border-r" : "ml-auto border-l",
      )}
    >
      {open ? (
        <div className="relative h-full">
          {children}
          <div className="absolute top-2.5 right-2.5">
            <Button variant="ghost" size="sm" square aria-label={`Close ${label.toLowerCase()}`} onClick={onClose}>
              <X aria-hidden="true" className="size-4" />
            </Button>
          </div>
        </div>
      ) : null}
    </dialog>
  );
}
