import cluster from "node:cluster";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setProgramFolder } from "@/lib/built-program";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

// Each of the two loads what it needs alone: what keeps the workers is small.
setProgramFolder(dirname(fileURLToPath(import.meta.url)));
try {
  const { WORKERS } = env();
  if (cluster.isPrimary && WORKERS > 1) {
    const { keepWorkers } = await import("@/lib/server/workers/keep-workers");
    keepWorkers(WORKERS);
  } else {
    const { serve } = await import("@/lib/server/serve");
    await serve();
  }
} catch (error) {
  log.fatal({ err: error }, "the server could not start");
  process.exit(1);
}
