import { AsyncLocalStorage } from "node:async_hooks";
import { processState } from "@/lib/process-state";

/** How the connections of a process are divided, so that none of these waits behind another: lib/prisma.ts says how many each has. */
export type Share = "api" | "pages" | "upkeep" | "reserved";

const storage = processState<AsyncLocalStorage<Share>>("database-share", () => new AsyncLocalStorage());

/** Runs what takes its connections from another share than the API's. */
export function withShare<T>(share: Share, run: () => T): T {
  return storage().run(share, run);
}

/** The share that the work at hand takes its connections from. */
export function currentShare(): Share {
  return storage().getStore() ?? "api";
}
