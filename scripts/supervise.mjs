import { setTimeout as sleep } from "node:timers/promises";
import { printFailure } from "./failure.mjs";
import { startPostgres } from "./postgres.mjs";

const DRAIN_MS = 40_000;
/** A server that lived this long begins again with the shortest pause. */
const STEADY_MS = 60_000;
const PAUSE_MS = 200;
const PAUSE_MAX_MS = 30_000;
const WATCH_MS = 1000;
/** How a server ends that somebody asked to end. */
const ASKED = new Set(["exit code 0", "SIGTERM", "SIGINT", "SIGHUP", "exit code 143", "exit code 130", "exit code 129"]);

/**
 * Keeps the server running. One that was asked to end takes everything else with it; one that crashed is started again, after a pause that
 * doubles with every crash in a row up to half a minute: the database and its other clients never pay for it.
 * @param {import("./server-process.mjs").ServerProcess} first
 * @param {() => import("./server-process.mjs").ServerProcess} launch
 * @param {ReturnType<typeof import("./shutdown.mjs").createShutdown>} shutdown
 */
export function keepRunning(first, launch, shutdown) {
  let server = first;
  let startedAt = Date.now();
  let crashes = 0;
  let restarting = false;

  async function onEnd(how) {
    if (!restarting || shutdown.isStopping()) return;
    if (ASKED.has(how)) {
      console.log("The server was asked to end; stopping the rest …");
      return shutdown.stop(0);
    }
    crashes = Date.now() - startedAt > STEADY_MS ? 0 : crashes + 1;
    const pauseMs = Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** crashes);
    console.error(`The server ended by itself (${how}); starting it again in ${pauseMs / 1000} s.`);
    await sleep(pauseMs);
    if (shutdown.isStopping()) return;
    startedAt = Date.now();
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
 * Looks after the embedded PostgreSQL: when it was asked to end, everything ends; when it was killed, it is started again on the same port.
 * @param {import("./postgres.mjs").Postgres} postgres
 * @param {ReturnType<typeof import("./shutdown.mjs").createShutdown>} shutdown
 */
export async function watchPostgres(postgres, shutdown) {
  for (;;) {
    await sleep(WATCH_MS, undefined, { ref: false });
    if (shutdown.isStopping()) return;
    if (postgres.isAskedToEnd()) {
      console.log("PostgreSQL was asked to end; stopping the rest …");
      return shutdown.stop(0);
    }
    if (postgres.isRunning()) continue;
    console.error("PostgreSQL ended by itself; starting it again.");
    await startPostgres().catch(printFailure);
  }
}
