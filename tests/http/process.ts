import type { AddressInfo } from "node:net";
import { onProcessEvents } from "@/lib/server/process-events";
import { start, stop } from "@/lib/server/start";

// What server.ts does, with pages that misbehave in place of Next.
const server = await start({
  pages: async (request, response) => {
    if (request.url === "/rejects") void Promise.reject(new Error("nobody listens"));
    if (request.url === "/throws") setTimeout(() => JSON.parse("{"), 0);
    response.end("page");
  },
});
onProcessEvents(() => stop(server));
process.send?.((server.address() as AddressInfo).port);
