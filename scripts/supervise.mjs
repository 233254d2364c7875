import { setTimeout as sleep } from "node:timers/promises";
import { printFailure } from "./failure.mjs";
import { startPostgres } from "./postgres.mjs";

const DRAIN_MS = 40_000;
const RESTARTS_MAX = 5;
const RESTART_WINDOW_MS = 60_000;
const WATCH_MS = 2000;

/**
 * Starts the server again when it ends by itself, at most five times a minute, and stops it with the rest.
 * @param {import("./server-process.mjs").ServerProcess} first
 * @param {() => import("./server-process.mjs").ServerProcess} launch
 * @param {ReturnType<typeof import("./shutdown.mjs").createShutdown>} shutdown
 */
export function keepRunning(first, launch, shutdown) {
  let server = first;
  let restarting = false;
  const restarts = [];

  async function onEnd(how) {
    if (!restarting || shutdown.isStopping()) return;
    const now = Date.now();
    restarts.push(now);
    if (restarts.filter((at) => at > now - RESTART_WINDOW_MS).length > RESTARTS_MAX) {
      console.error(`\nThe server ended ${RESTARTS_MAX} times within a minute (${how}); giving up.`);
      await shutdown.stop(1);
    }
    console.error(`The server ended by itself (${how}); starting it again.`);
    await sleep(200 * restarts.length);
    if (shutdown.isStopping()) return;
    server = launch();
    void server.ended.then(onEnd);
  }
  void server.ended.then(onEnd);

  return {
    restartFromNowOn: () => void (restarting = true),
    stop: async () => {
      server.kill("SIGTERM");
      const timer = setTimeout(() => server.kill("SIGKILL"), DRAIN_MS);
      await server.ended;
      clearTimeout(timer);
    },
    stopNow: () => server.kill("SIGKILL"),
  };
}

/**
 * Starts the embedded PostgreSQL again, on the same port, when it was killed.
 * @param {import("./postgres.mjs").Postgres} postgres
 * @param {ReturnType<typeof import("./shutdown.mjs").createShutdown>} shutdown
 */
export async function watchPostgres(postgres, shutdown) {
  for (;;) {
    await sleep(WATCH_MS, undefined, { ref: false });
    if (shutdown.isStopping()) return;
    if (postgres.isRunning()) continue;
    console.error("PostgreSQL ended by itself; starting it again.");
    await startPostgres().catch(printFailure);
  }
}
