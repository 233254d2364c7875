import { log } from "@/lib/log";
import { appendEvents } from "@/lib/responses/mutations";
import { isOwnResponse } from "@/lib/responses/queries";
import type { EventBatch } from "@/lib/responses/schema";
import { messageOf } from "@/lib/text";
import type { StreamEvent } from "../stream-event";

const SAVE_MS = 250;
/** How often a run that says nothing asks whether it is still wanted. */
const ASK_MS = 1_000;

export interface EventSaver {
  /** Stops saving, and gives what is not saved yet, for whoever stores the end. */
  finish(): Promise<EventBatch>;
}

/**
 * Saves the events as they come, in batches. `onLost` is called once when the response is no longer this process's: it was cancelled
 * or deleted elsewhere, or this process was taken for dead.
 */
export function saveEvents(id: string, events: readonly StreamEvent[], onLost: () => void): EventSaver {
  let saved = 0;
  let askedAtMs = Date.now();
  let saving: Promise<void> | null = null;
  const save = async () => {
    const batch = { firstSequence: saved, events: events.slice(saved) };
    if (batch.events.length === 0 && Date.now() - askedAtMs < ASK_MS) return;
    askedAtMs = Date.now();
    try {
      const isMine = batch.events.length > 0 ? await appendEvents(id, batch) : await isOwnResponse(id);
      if (isMine) saved += batch.events.length;
      else lose();
    } catch (error) {
      log.warn({ err: messageOf(error) }, "events of a response were not saved; trying again");
    }
  };
  const timer = setInterval(() => {
    saving ??= save().finally(() => {
      saving = null;
    });
  }, SAVE_MS);
  const lose = () => {
    clearInterval(timer);
    onLost();
  };
  return {
    finish: async () => {
      clearInterval(timer);
      await saving;
      return { firstSequence: saved, events: events.slice(saved) };
    },
  };
}
