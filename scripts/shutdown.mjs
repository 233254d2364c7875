import { watchNpm } from "./starter.mjs";

/** A terminal's Ctrl-C comes from the terminal and once more from npm. */
const SAME_SIGNAL_MS = 500;

/**
 * Stops everything once, in the reverse order of starting, at the first SIGINT, SIGTERM or SIGHUP, or when npm is gone that started this
 * process; a second signal stops at once. An orderly stop of what was running ends with exit code 0; one in the middle of the set-up, or at
 * once, as killed by that signal.
 */
export function createShutdown() {
  /** @type {{ stop: () => Promise<void> | void, stopNow: () => void }[]} */
  const parts = [];
  let stopping = null;
  let signalledAt = 0;
  let running = false;

  async function stop(exitCode) {
    stopping ??= (async () => {
      for (const part of parts.toReversed()) await Promise.resolve(part.stop()).catch(() => part.stopNow());
    })();
    await stopping;
    process.exit(exitCode);
  }

  function onSignal(_name, number) {
    const isFirst = signalledAt === 0;
    if (!isFirst && Date.now() - signalledAt < SAME_SIGNAL_MS) return;
    if (isFirst) signalledAt = Date.now();
    if (stopping && !isFirst) {
      for (const part of parts.toReversed()) part.stopNow();
      process.exit(128 + number);
    }
    if (stopping) return;
    console.log("\nStopping … (once more to stop at once)");
    void stop(running ? 0 : 128 + number);
  }

  // Whoever reads the output may be gone with its terminal, which must not keep anything from being stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  watchNpm(() => {
    if (stopping) return;
    console.log("\nnpm is gone; stopping …");
    void stop(running ? 0 : 1);
  });
  return {
    /** @param {{ stop: () => Promise<void> | void, stopNow: () => void }} part */
    add: (part) => void parts.push(part),
    /** From now on a signal is the ordinary way to end. */
    markRunning: () => void (running = true),
    isStopping: () => stopping !== null,
    stop,
  };
}
