import type { ThreadEntry } from "@/lib/conversations/schema";

/** An entry with a name for React that stays when saving gives the item its real id. */
export interface ShownEntry extends ThreadEntry {
  key: string;
}

let last = 0;

export function newKey(): string {
  last += 1;
  return `local_${last}`;
}

export function toShown(entries: ThreadEntry[]): ShownEntry[] {
  // Not a counted key: the server, which renders these first, would count differently.
  return entries.map((entry) => ({ ...entry, key: entry.item.id }));
}

/** A user's message before it has an id of its own. */
export function userEntry(text: string): ShownEntry {
  const key = newKey();
  return {
    key,
    details: null,
    item: { type: "message", id: key, role: "user", status: "completed", content: [{ type: "input_text", text }] },
  };
}

/** What a tool returned, for the call with this id. */
export function resultEntry(callId: string, output: string): ShownEntry {
  const key = newKey();
  return { key, details: null, item: { type: "function_call_output", id: key, call_id: callId, output, status: "completed" } };
}
