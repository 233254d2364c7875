import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { settleRuns } from "@/lib/embed/responses/run/live-runs";
import { apiRoutes } from "@/lib/embed/routes";
import { env, workerNumber } from "@/lib/env";
import { stopExports } from "@/lib/export/export-answer";
import { noteOwnAddress } from "@/lib/export/own-origin";
import { loadTokenizer } from "@/lib/generation/tokens";
import { flushLastUsed } from "@/lib/keys/last-used";
import { flushLogs } from "@/lib/logs/recorder";
import { log } from "@/lib/log";
import { disconnect } from "@/lib/prisma";
import { withShare } from "@/lib/prisma/share";
import { flushUsage } from "@/lib/usage/recorder";
import { startKeyBus, stopKeyBus } from "./bus";
import { drain } from "./drain";
import { startExpiry, stopExpiry } from "./expiry";
import { startIndexing, stopIndexing } from "./indexing";
import { startInstance, stopInstance } from "./instance";
import { createListener, type ListenerOptions } from "./listener";
import { startProviderRefresh, stopProviderRefresh } from "./provider-refresh";

const DRAIN_MS = 25_000;
const SETTLE_MS = 3_000;

/** Starts what the process owns, and listens on HOST and PORT. Rejects when the port can't be had. */
export async function start({ pages, pageSockets }: Pick<ListenerOptions, "pages" | "pageSockets">): Promise<Server> {
  await startKeyBus();
  await startProviderRefresh();
  await startInstance();
  // What is done once in a while is done by one of the workers.
  if (workerNumber() === 1) withShare("upkeep", startExpiry);
  withShare("pages", startIndexing);
  const server = createListener({ routes: apiRoutes, pages, pageSockets });
  await listen(server);
  const own = server.address() as AddressInfo;
  noteOwnAddress(own);
  log.info({ address: own.address, port: own.port }, "listening");
  void loadTokenizer();
  return server;
}

/** Ends what `start` began, in order: the requests, what they left to write, the connections. Takes at most about 30 seconds. */
export async function stop(server: Server): Promise<void> {
  log.info("shutting down");
  await drain(server, DRAIN_MS);
  await settleRuns(SETTLE_MS);
  for (const [what, end] of Object.entries({
    stopExports,
    stopExpiry,
    stopIndexing,
    stopInstance,
    flushUsage,
    flushLogs,
    flushLastUsed,
    stopKeyBus,
    stopProviderRefresh,
    disconnect,
  })) {
    await end().catch((error: unknown) => log.error({ err: error, what }, "a part of the shutdown failed"));
  }
  log.info("shut down");
}

function listen(server: Server): Promise<void> {
  const { HOST, PORT } = env();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
