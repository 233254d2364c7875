import { log } from "@/lib/log";

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * SIGTERM, SIGINT and SIGHUP stop the server once; a second signal ends the process at once, as ended by that signal. A rejection nobody awaited concerns
 * one request and is logged; an exception nobody caught leaves the process in an unknown state, so it stops too, as failed. Returns what
 * stops it as well, and never at once.
 */
export function onProcessEvents(stop: () => Promise<void>): () => void {
  let isStopping = false;
  const end = (exitCode: number, atOnce = exitCode) => {
    if (isStopping) process.exit(atOnce);
    isStopping = true;
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.fatal({ err: error }, "the shutdown failed");
        process.exit(1);
      },
    );
  };
  for (const [signal, exitCode] of Object.entries(SIGNALS)) process.on(signal, () => end(0, exitCode));
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise was rejected and nobody listened"));
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "an exception was not caught");
    end(1);
  });
  return () => {
    if (!isStopping) end(0);
  };
}
