import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

export interface ProviderServer {
  url: string;
  requests: SeenRequest[];
  /** Resolves when a client has gone away before its answer was complete. */
  disconnected: Promise<void>;
}

/** A real HTTP server on loopback that answers as `respond` says, for the length of one test. */
export async function startProvider(
  respond: (request: SeenRequest, response: ServerResponse, count: number) => unknown,
): Promise<ProviderServer> {
  const requests: SeenRequest[] = [];
  let left = (): void => {};
  const disconnected = new Promise<void>((resolve) => {
    left = resolve;
  });
  const server = createServer(async (incoming, response) => {
    response.on("close", () => {
      if (!response.writableFinished) left();
    });
    let text = "";
    for await (const bytes of incoming) text += bytes;
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: text ? JSON.parse(text) : {},
    };
    requests.push(request);
    await respond(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, disconnected };
}

/** Answers with server-sent events: strings as they are, anything else as JSON; a pair is [event name, data]. */
export function sendEvents(response: ServerResponse, events: unknown[], options: { end?: boolean; bytesPerWrite?: number } = {}): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  const text = events.map(frame).join("");
  const bytes = Buffer.from(text);
  const size = options.bytesPerWrite ?? bytes.length;
  for (let i = 0; i < bytes.length; i += size) response.write(bytes.subarray(i, i + size));
  if (options.end ?? true) response.end();
}

/** An event as it is sent. */
export function frame(event: unknown): string {
  if (Array.isArray(event)) return `event: ${event[0]}\ndata: ${JSON.stringify(event[1])}\n\n`;
  return `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`;
}
