"use client";

import { Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSharing } from "./sharing";

// Few visits share something.
const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog), { ssr: false });

interface ShareButtonProps {
  label: string;
  size?: "sm" | "md";
  /** What to share, as it is called on the server; null while that is not saved. */
  what: () => { threadId: string; itemId: string | null } | null;
  className?: string;
}

/** Opens the dialog that shares a thread or an answer; nothing where nothing can be shared. */
export function ShareButton({ label, size, what, className }: ShareButtonProps) {
  const [shared, setShared] = useState<ReturnType<typeof what>>(null);
  if (!useSharing()) return null;
  return (
    <>
      <Button
        variant="ghost"
        size={size}
        square
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={() => setShared(what())}
        className={className}
      >
        <Share2 aria-hidden="true" className="size-4" />
      </Button>
      {shared ? <ShareDialog {...shared} onClose={() => setShared(null)} /> : null}
    </>
  );
}
