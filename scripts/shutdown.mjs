/**
 * Stops everything once, in the reverse order of starting, at the first SIGINT, SIGTERM or SIGHUP; a second one stops at once.
 * An orderly stop of what was running ends with exit code 0; one in the middle of the set-up, or at once, as killed by that signal.
 */
export function createShutdown() {
  /** @type {{ stop: () => Promise<void> | void, stopNow: () => void }[]} */
  const parts = [];
  let stopping = null;
  let running = false;

  async function stop(exitCode) {
    stopping ??= (async () => {
      for (const part of parts.toReversed()) await Promise.resolve(part.stop()).catch(() => part.stopNow());
    })();
    await stopping;
    process.exit(exitCode);
  }

  function onSignal(_name, number) {
    if (stopping) {
      for (const part of parts.toReversed()) part.stopNow();
      process.exit(128 + number);
    }
    console.log("\nStopping … (once more to stop at once)");
    void stop(running ? 0 : 128 + number);
  }

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  return {
    /** @param {{ stop: () => Promise<void> | void, stopNow: () => void }} part */
    add: (part) => void parts.push(part),
    /** From now on a signal is the ordinary way to end. */
    markRunning: () => void (running = true),
    isStopping: () => stopping !== null,
    stop,
  };
}
