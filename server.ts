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
