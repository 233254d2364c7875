import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ApiError } from "@/lib/errors";
import { errorAnswer } from "@/lib/http/answer";
import { CORS_HEADERS } from "@/lib/http/cors";
import { newId } from "@/lib/ids";

/** Answers a request that wanted another protocol with an error, as HTTP, and ends the connection. */
export function refuseUpgrade(socket: Duplex, error: ApiError, requestId = newId("req"), more: Record<string, string> = {}): void {
  const { status, headers } = errorAnswer(error);
  const text = JSON.stringify(error.toBody());
  const all = {
    ...headers,
    ...CORS_HEADERS,
    ...more,
    "x-request-id": requestId,
    connection: "close",
    "content-length": String(Buffer.byteLength(text)),
  };
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
  socket.once("finish", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}
