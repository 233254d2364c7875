import { reapOrphans, reapPlaces, reapUsage } from "@/lib/embed/responses/run/reap";
import { processState } from "@/lib/process-state";
import { beat, retire } from "@/lib/responses/instance/mutations";
import { every } from "./every";

const BEAT_MS = 1_000;
const REAP_MS = 1_000;

const instance = processState<{ stops: (() => void)[] | null }>("instance", () => ({ stops: null }));

/**
 * Begins to tell the other processes every second that this one is alive, and to end what dead ones have left. Resolves after the
 * first attempt, well or badly ended, and keeps trying by itself.
 */
export async function startInstance(): Promise<void> {
  if (instance().stops) return;
  const stops: (() => void)[] = [];
  instance().stops = stops;
  stops.push(await every(BEAT_MS, beat, "this process could not say that it is alive"));
  stops.push(await every(REAP_MS, reapOrphans, "what dead processes have left could not be ended"));
  stops.push(await every(REAP_MS, reapUsage, "what dead processes were asked could not be counted"));
  stops.push(await every(REAP_MS, reapPlaces, "the places of dead processes could not be freed"));
}

/** Ends both; to be called when this process works on nothing any more. */
export async function stopInstance(): Promise<void> {
  const { stops } = instance();
  if (!stops) return;
  instance().stops = null;
  for (const stop of stops) stop();
  await retire();
}
