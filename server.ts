import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { onProcessEvents } from "@/lib/server/process-events";
import { start, stop } from "@/lib/server/start";

try {
  const { HOST, PORT, NODE_ENV } = env();
  const dev = NODE_ENV !== "production";
  const app = next({ dev, hostname: HOST, port: PORT });
  await app.prepare();
  const server = await start(app.getRequestHandler());
  if (dev) {
    // Pages reload themselves through this socket; a built server has none.
    const upgrade = app.getUpgradeHandler();
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => void upgrade(request, socket, head));
  }
  onProcessEvents(() => stop(server));
} catch (error) {
  log.fatal({ err: error }, "the server could not start");
  process.exit(1);
}
