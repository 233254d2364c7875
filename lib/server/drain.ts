import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "@/lib/errors";
import { abortInFlight, untilIdle } from "@/lib/http/in-flight";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { connections } from "./websocket/connections";

const SWEEP_MS = 50;
/** How long the last words may take to reach the clients. */
const LAST_WORDS_MS = 2_000;

const shutdown = processState("shutdown", () => ({ isDraining: false }));

/** Whether this process is shutting down and should get no more requests. */
export function isDraining(): boolean {
  return shutdown().isDraining;
}

/**
 * Takes no new connections, lets running requests finish for at most `drainMs`, then ends the rest with an error that
 * clients can tell from a complete answer.
 */
export async function drain(server: Server, drainMs: number): Promise<void> {
  shutdown().isDraining = true;
  const closed = new Promise<true>((resolve) => {
    server.close(() => resolve(true));
  });
  for (const connection of connections()) connection.leave();
  // A connection that becomes idle during the drain would otherwise stay open for its keep-alive time.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  // Work in the background has no connection that would stay open.
  const finished = Promise.all([closed, untilIdle()]).then(() => true);
  const isClosedWithin = (ms: number): Promise<boolean> => Promise.race([finished, sleep(ms, false, { ref: false })]);
  if (!(await isClosedWithin(drainMs))) {
    log.warn("requests were still running at the end of the drain and are ended");
    abortInFlight(new ApiError("service_unavailable", "The server is shutting down. Try again.", { retryAfterMs: 1_000 }));
    await isClosedWithin(LAST_WORDS_MS);
    server.closeAllConnections();
    for (const connection of connections()) connection.cut();
  }
  clearInterval(sweep);
}
