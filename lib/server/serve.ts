import { createServer, type Server } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { logConsole } from "./console-log";
import { countedHere } from "./metrics";
import { onProcessEvents } from "./process-events";
import { start, stop } from "./start";
import type { Upgrade } from "./websocket/upgrade";
import { obeyKeeper } from "./workers/ask-others";

/** Serves the API and the pages until the process is asked to end. Rejects when it can't begin. */
export async function serve(): Promise<void> {
  // Asked to stop while it still begins, it has nothing to end.
  let end: () => void = () => process.exit(0);
  obeyKeeper({ count: countedHere, stop: () => end() });
  const { HOST, PORT, NODE_ENV } = env();
  const dev = NODE_ENV !== "production";
  if (!dev) logConsole();
  // At the first page Next listens for upgrades on the server it is given, and ends those it does not know: never on the real one.
  const nextSockets = createServer();
  const app = next({ dev, hostname: HOST, port: PORT, httpServer: nextSockets });
  await app.prepare();
  const server = await start({ pages: app.getRequestHandler(), pageSockets: dev ? toNext(nextSockets) : null });
  end = onProcessEvents(() => stop(server));
  process.send?.("listening");
}

/** Pages reload themselves through a socket; those of a built server have none. */
function toNext(sockets: Server): Upgrade {
  return (request, socket, head) => {
    if (!sockets.emit("upgrade", request, socket, head)) socket.destroy();
  };
}
