"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useSharing } from "./sharing";

// Few visits share something.
const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog), { ssr: false });

/** What to share, as it is called on the server; null while that is not saved. */
export type NameShared = () => { threadId: string; itemId: string | null } | null;

/** The dialog that shares a thread or an answer, and what opens it; null where nothing can be shared. */
export function useShareDialog(name: NameShared): { open: (() => void) | null; dialog: ReactNode } {
  const [shared, setShared] = useState<ReturnType<NameShared>>(null);
  const canShare = useSharing() !== null;
  return {
    open: canShare ? () => setShared(name()) : null,
    dialog: shared ? <ShareDialog {...shared} onClose={() => setShared(null)} /> : null,
  };
}
