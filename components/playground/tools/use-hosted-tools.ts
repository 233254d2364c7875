"use client";

import { useEffect, useRef, useState } from "react";
import { makeStore, readFileState, sendFile } from "@/components/files/files-api";
import type { HostedSettings } from "@/lib/conversations/schema";
import type { ToolOffer } from "@/lib/tools/offer";

/** A file that was given to the conversation. */
export interface AttachedFile {
  key: string;
  name: string;
  state: "sending" | "reading" | "ready" | "failed";
  /** Why it can't be searched. */
  problem: string | null;
}

export interface HostedTools {
  offer: ToolOffer;
  hosted: HostedSettings;
  change: (hosted: HostedSettings) => void;
  files: AttachedFile[];
  /** Sends files into a store of the conversation's own, which is searched from then on. */
  attach: (files: File[]) => Promise<void>;
}

const LOOK_MS = 700;
const STORE_NAME_CHARS_MAX = 80;

/** The tools of the server that the next request may use, and the files that were given to it. */
export function useHostedTools(given: ToolOffer, hosted: HostedSettings, change: HostedTools["change"]): HostedTools {
  const [files, setFiles] = useState<AttachedFile[]>([]);
  const [made, setMade] = useState<{ id: string; name: string } | null>(null);
  const latest = useRef(hosted);
  useEffect(() => {
    latest.current = hosted;
  }, [hosted]);
  const put = (file: AttachedFile) => setFiles((known) => [...known.filter(({ key }) => key !== file.key), file]);

  /** The store of this conversation, made for its first file. */
  const ownStore = async (name: string): Promise<string> => {
    if (made && latest.current.stores.includes(made.id)) return made.id;
    const id = await makeStore(name.slice(0, STORE_NAME_CHARS_MAX));
    setMade({ id, name });
    latest.current = { ...latest.current, stores: [...latest.current.stores, id] };
    change(latest.current);
    return id;
  };
  const attach = async (chosen: File[]) => {
    const [first] = chosen;
    if (!first) return;
    const entries = chosen.map((file) => ({
      file,
      entry: { key: crypto.randomUUID(), name: file.name, state: "sending", problem: null } as const,
    }));
    for (const { entry } of entries) put(entry);
    for (const { file, entry } of entries) {
      try {
        const storeId = await ownStore(first.name);
        const fileId = await sendFile(storeId, file);
        put({ ...entry, state: "reading" });
        put({ ...entry, ...(await ending(storeId, fileId)) });
      } catch (error) {
        put({ ...entry, state: "failed", problem: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  const stores = made && !given.stores.some(({ id }) => id === made.id) ? [made, ...given.stores] : given.stores;
  return { offer: { ...given, stores }, hosted, change, files, attach };
}

/** Waits until a file was read; what became of it. */
async function ending(storeId: string, fileId: string): Promise<Pick<AttachedFile, "state" | "problem">> {
  for (;;) {
    const { status, last_error: error } = await readFileState(storeId, fileId);
    if (status === "completed") return { state: "ready", problem: null };
    if (status !== "in_progress") return { state: "failed", problem: error?.message ?? "It was not read." };
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
