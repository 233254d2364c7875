import { availableParallelism, totalmem } from "node:os";
import { checkAddress } from "./address.mjs";
import { prepareDatabase } from "./database.mjs";
import { printFailure } from "./failure.mjs";
import { checkNode, installIfStale } from "./install.mjs";
import { home, isPackage, root } from "./paths.mjs";
import { step } from "./report.mjs";
import { noteRunning } from "./running.mjs";
import { startServer } from "./server-process.mjs";
import { createSettings, loadSettings } from "./settings.mjs";
import { createShutdown } from "./shutdown.mjs";
import { keepRunning, watchPostgres } from "./supervise.mjs";
import { takeTurn } from "./turn.mjs";
import { printWelcome } from "./welcome.mjs";
import { workersFor } from "./workers.mjs";

const SERVER = "dist/server.mjs";

// `npm start`: everything from a fresh clone to a server that answers. Only Node's own modules are there before the installation.
const shutdown = createShutdown();
try {
  checkNode();
  const release = await takeTurn({
    onWait: (pid) => console.log(`Another start of this folder is at work (process ${pid}); waiting for it.`),
  });
  shutdown.add({ stop: release, stopNow: release });
  const written = createSettings();
  loadSettings();
  const address = await checkAddress();
  console.log(`Vitrine starts on ${address.url}${written ? " (wrote .env with a fresh secret)" : ""}`);
  if (home !== root) console.log(`Settings and data are in ${home}`);
  if (!isPackage) await installIfStale();
  const postgres = await prepareDatabase(shutdown);
  if (!isPackage) {
    const { buildIfStale } = await import("./build.mjs");
    await buildIfStale();
  }

  const env = { ...process.env, ...address.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  env.WORKERS ??= String(workersFor(availableParallelism(), Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)));
  const launch = () => startServer(SERVER, env);
  const server = launch();
  const supervised = keepRunning(server, launch, shutdown);
  shutdown.add(supervised);
  const welcome = printWelcome(address.url, env);
  await step("Start the server", server.ready);
  release();
  supervised.restartFromNowOn();
  const forget = noteRunning(address);
  shutdown.add({ stop: forget, stopNow: forget });
  shutdown.markRunning();
  if (postgres) void watchPostgres(postgres, shutdown);
  (await welcome)();
} catch (error) {
  if (!shutdown.isStopping()) {
    printFailure(error);
    await shutdown.stop(1);
  }
}
