import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

const HOP_HEADERS = new Set(["upgrade", "http2-settings", "connection"]);

/**
 * A client may offer a protocol that is not spoken here, as Java's does with HTTP/2, and is then to be answered as if it had not. Node
 * takes every such request for an upgrade as soon as anybody listens for one, so it is read again without the offer.
 */
export function askAgainWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? "";
    if (!HOP_HEADERS.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  if (/\bclose\b/i.test(request.headers.connection ?? "")) lines.push("connection: close");
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}
