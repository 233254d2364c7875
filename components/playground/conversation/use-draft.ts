"use client";

import { useEffect, useState } from "react";
import { loadDraft, loadPastes, type Paste, saveDraft, savePastes } from "../settings-storage";

export interface Draft {
  text: string;
  pastes: Paste[];
}

/** What is being written, kept over a reload. The first id seen names the draft: a new thread gets its own while it is open. */
export function useDraft(threadId: string | null) {
  const [draft, setDraft] = useState<Draft>({ text: "", pastes: [] });
  const [draftOf] = useState(threadId);
  useEffect(() => {
    const asked = draftOf === null ? askedInAddress() : "";
    setDraft(({ text, pastes }) => ({
      text: text || asked || loadDraft(draftOf),
      pastes: pastes.length > 0 ? pastes : loadPastes(draftOf),
    }));
  }, [draftOf]);
  const change = (next: Draft) => {
    setDraft(next);
    const name = draftOf ?? threadId;
    saveDraft(name, next.text);
    if (next.pastes !== draft.pastes) savePastes(name, next.pastes);
    if (draftOf === null && next.text === "" && next.pastes.length === 0) {
      saveDraft(null, "");
      savePastes(null, []);
    }
  };
  return { draft, change };
}

const ASKED_CHARS_MAX = 4_000;

/** A question that a link brings to a new thread. It is only written down: sending it is for who reads it. */
function askedInAddress(): string {
  return new URLSearchParams(window.location.search).get("ask")?.slice(0, ASKED_CHARS_MAX) ?? "";
}

/** The whole message: what was typed, then every paste, whole. */
export function messageOf({ text, pastes }: Draft): string {
  return [text, ...pastes.map((paste) => paste.text)].filter((part) => part.trim() !== "").join("\n\n");
}
