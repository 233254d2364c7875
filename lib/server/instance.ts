import { reapOrphans } from "@/lib/embed/responses/run/reap";
import { beat, retire } from "@/lib/responses/instance/mutations";
import { every } from "./every";

const BEAT_MS = 1_000;
const REAP_MS = 1_000;

const state = globalThis as typeof globalThis & { vitrineInstance?: (() => void)[] };

/**
 * Begins to tell the other processes every second that this one is alive, and to end what dead ones have left. Resolves after the
 * first attempt, well or badly ended, and keeps trying by itself.
 */
export async function startInstance(): Promise<void> {
  if (state.vitrineInstance) return;
  const stops: (() => void)[] = [];
  state.vitrineInstance = stops;
  stops.push(await every(BEAT_MS, beat, "this process could not say that it is alive"));
  stops.push(await every(REAP_MS, reapOrphans, "what dead processes have left could not be ended"));
}

/** Ends both; to be called when this process works on nothing any more. */
export async function stopInstance(): Promise<void> {
  const stops = state.vitrineInstance;
  if (!stops) return;
  state.vitrineInstance = undefined;
  for (const stop of stops) stop();
  await retire();
}
