import { processState } from "@/lib/process-state";
/**
 * What a provider gave along with a tool call and reads again when the call comes back: signed thinking. Clients hand back a call by
 * its id only, so it waits here. It is lost with the process; a call without it is still answered, the model only thinks anew.
 */
export type CallNote = readonly Record<string, unknown>[];

const NOTES_MAX = 2_000;
const NOTE_CHARS_MAX = 200_000;
const ALL_CHARS_MAX = 16_000_000;
const KEPT_MS = 3_600_000;
/** Only an id that nobody can guess opens what was thought for somebody else. */
const ID_LENGTH_MIN = 16;

interface Notes {
  byKey: Map<string, { note: CallNote; chars: number; atMs: number }>;
  chars: number;
}

/** Keeps it for an hour, or until newer ones need the room. An empty note tells that nothing came along with the call. */
export function keepCallNote(model: string, callId: string, note: CallNote): void {
  const chars = JSON.stringify(note).length;
  if (callId.length < ID_LENGTH_MIN || chars > NOTE_CHARS_MAX) return;
  const kept = notes();
  drop(kept, keyOf(model, callId));
  kept.byKey.set(keyOf(model, callId), { note, chars, atMs: performance.now() });
  kept.chars += chars;
  while (kept.byKey.size > NOTES_MAX || kept.chars > ALL_CHARS_MAX) {
    const [oldest] = kept.byKey.keys();
    if (oldest === undefined) return;
    drop(kept, oldest);
  }
}

/** Null when nothing is known of the call. */
export function findCallNote(model: string, callId: string): CallNote | null {
  const found = notes().byKey.get(keyOf(model, callId));
  return found && performance.now() - found.atMs < KEPT_MS ? found.note : null;
}

const notes = processState<Notes>("call-notes", () => ({ byKey: new Map(), chars: 0 }));

function drop(kept: Notes, key: string): void {
  kept.chars -= kept.byKey.get(key)?.chars ?? 0;
  kept.byKey.delete(key);
}

// Another model could not read it.
function keyOf(model: string, callId: string): string {
  return `${model} ${callId}`;
}
