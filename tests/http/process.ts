import type { AddressInfo } from "node:net";
import { getCloneableBody } from "next/dist/server/body-streams";
import { onProcessEvents } from "@/lib/server/process-events";
import { start, stop } from "@/lib/server/start";

// What server.ts does, with pages that misbehave in place of Next.
const server = await start({
  pages: async (request, response) => {
    if (request.url === "/rejects") void Promise.reject(new Error("nobody listens"));
    if (request.url === "/compiles") {
      // As Next does it for proxy.ts: the request gets another stream in its place, and whoever reads it comes later.
      const body = getCloneableBody(request);
      body.cloneBodyStream();
      await body.finalize();
      await new Promise((resolve) => response.once("close", resolve));
    }
    if (request.url === "/throws") setTimeout(() => JSON.parse("{"), 0);
    response.end("page");
  },
});
onProcessEvents(() => stop(server));
// A number is how long the process shall do nothing but one thing, in milliseconds.
process.on("message", (ms: number) => {
  for (const end = Date.now() + ms; Date.now() < end; );
  process.send?.("free");
});
process.send?.((server.address() as AddressInfo).port);
