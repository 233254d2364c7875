import { log } from "@/lib/log";

/**
 * SIGTERM and SIGINT stop the server once, a second signal ends the process at once. A rejection nobody awaited concerns
 * one request and is logged; an exception nobody caught leaves the process in an unknown state, so it stops too, as failed.
 */
export function onProcessEvents(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (exitCode: number) => {
    if (isStopping) process.exit(exitCode || 1);
    isStopping = true;
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.fatal({ err: error }, "the shutdown failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => end(0));
  process.on("SIGINT", () => end(0));
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise was rejected and nobody listened"));
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "an exception was not caught");
    end(1);
  });
}
