import { createServer, type Server } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { logConsole } from "@/lib/server/console-log";
import { onProcessEvents } from "@/lib/server/process-events";
import { start, stop } from "@/lib/server/start";
import type { Upgrade } from "@/lib/server/websocket/upgrade";

try {
  const { HOST, PORT, NODE_ENV } = env();
  const dev = NODE_ENV !== "production";
  if (!dev) logConsole();
  // At the first page Next listens for upgrades on the server it is given, and ends those it does not know: never on the real one.
  const nextSockets = createServer();
  const app = next({ dev, hostname: HOST, port: PORT, httpServer: nextSockets });
  await app.prepare();
  const server = await start({ pages: app.getRequestHandler(), pageSockets: dev ? toNext(nextSockets) : null });
  onProcessEvents(() => stop(server));
  process.send?.("listening");
} catch (error) {
  log.fatal({ err: error }, "the server could not start");
  process.exit(1);
}

/** Pages reload themselves through a socket; those of a built server have none. */
function toNext(sockets: Server): Upgrade {
  return (request, socket, head) => {
    if (!sockets.emit("upgrade", request, socket, head)) socket.destroy();
  };
}
