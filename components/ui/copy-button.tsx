"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonLook } from "@/components/ui/button";

interface CopyButtonProps extends ButtonLook {
  text: string;
  /** What is copied, for the accessible name: "Copy base URL". */
  label?: string;
  /** Shows the words beside the icon. */
  words?: boolean;
  onCopied?: () => void;
  className?: string;
}

/** Copies `text`, says "Copied" on screen and to screen readers, and says so when the browser refuses. */
export function CopyButton({ text, label = "Copy", words = false, variant = "ghost", size = "sm", onCopied, className }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    const copied = await writeClipboard(text);
    setState(copied ? "copied" : "failed");
    if (copied) onCopied?.();
  };
  const said = state === "copied" ? "Copied" : state === "failed" ? "Copying failed: select the text and copy it" : "";

  return (
    <>
      <Button
        variant={variant}
        size={size}
        square={!words}
        aria-label={words ? undefined : label}
        title={words ? undefined : label}
        onClick={copy}
        className={className}
      >
        {state === "copied" ? <Check aria-hidden="true" className="size-4 text-success" /> : <Copy aria-hidden="true" className="size-4" />}
        {words ? (state === "copied" ? "Copied" : label) : null}
      </Button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

/** The Clipboard API needs a secure context (https or localhost); elsewhere the old command still works. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.cssText = "position:fixed;opacity:0";
  // Inside an open modal everything outside it is inert and cannot be selected.
  (focused?.closest("dialog") ?? document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return copied;
}
