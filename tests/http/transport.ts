import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { ApiRoute } from "@/lib/http/api-route";
import { webHandlers } from "@/lib/http/web-transport";
import { createListener } from "@/lib/server/listener";

export const TRANSPORTS = ["web", "native"] as const;
export type TransportName = (typeof TRANSPORTS)[number];

export interface Transport {
  /** `http://host`, for paths like `/v1/…`. */
  origin: string;
  fetch: typeof fetch;
}

/** The same routes by either transport: as Next calls a route handler, in the process, or by a real socket on loopback. */
export async function openTransport(name: TransportName, routes: readonly ApiRoute[]): Promise<Transport> {
  return name === "web" ? openWeb(routes) : openNative(routes);
}

function openWeb(routes: readonly ApiRoute[]): Transport {
  const handlers = webHandlers(routes);
  return {
    origin: "http://in-process",
    fetch: async (input, init) => {
      const request = new Request(input, { ...init, ...(init?.body instanceof ReadableStream && { duplex: "half" }) });
      return handlers[request.method as keyof typeof handlers](request);
    },
  };
}

async function openNative(routes: readonly ApiRoute[]): Promise<Transport> {
  const server = createListener({
    routes,
    pages: async (_request, response) => {
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>A page</h1>");
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch };
}
