"use client";

import { Share2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type NameShared, useShareDialog } from "./use-share-dialog";

/** Opens the dialog that shares a thread; nothing where nothing can be shared. */
export function ShareButton({ label, what }: { label: string; what: NameShared }) {
  const { open, dialog } = useShareDialog(what);
  if (!open) return null;
  return (
    <>
      <Button variant="ghost" square aria-label={label} title={label} aria-haspopup="dialog" onClick={open}>
        <Share2 aria-hidden="true" className="size-4" />
      </Button>
      {dialog}
    </>
  );
}
