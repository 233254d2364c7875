import { createServer } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { onProcessEvents } from "@/lib/server/process-events";
import { start, stop } from "@/lib/server/start";

try {
  const { HOST, PORT, NODE_ENV } = env();
  const dev = NODE_ENV !== "production";
  // At the first page Next listens for upgrades on the server it is given, and ends those it does not know: this one has none.
  const app = next({ dev, hostname: HOST, port: PORT, httpServer: createServer() });
  await app.prepare();
  // Pages reload themselves through a socket; those of a built server have none.
  const upgrade = dev ? app.getUpgradeHandler() : null;
  const server = await start({
    pages: app.getRequestHandler(),
    pageSockets: upgrade && ((request, socket, head) => void upgrade(request, socket, head)),
  });
  onProcessEvents(() => stop(server));
} catch (error) {
  log.fatal({ err: error }, "the server could not start");
  process.exit(1);
}
