"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ActionFailure } from "@/components/ui/use-action";
import type { SharedPageEntry, SharePageBody } from "@/lib/shared-pages/schema";

export interface SharingActions {
  share: (body: SharePageBody) => Promise<{ ok: true; page: SharedPageEntry } | ActionFailure>;
  unshare: (id: string) => Promise<{ ok: true } | ActionFailure>;
}

interface SharingWays extends SharingActions {
  /** Of this server, as the browser sees it: links begin with it. */
  origin: string;
}

const Ways = createContext<SharingWays | null>(null);

/** Makes sharing known to the pages below. */
export function Sharing({ children, ...ways }: SharingWays & { children: ReactNode }) {
  return <Ways value={ways}>{children}</Ways>;
}

/** How pages are shared; null where nothing can be. */
export function useSharing(): SharingWays | null {
  return useContext(Ways);
}
