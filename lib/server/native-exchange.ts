import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "@/lib/auth/client-address";
import { env } from "@/lib/env";
import { bodyTooLarge } from "@/lib/http/body";
import type { Exchange } from "@/lib/http/exchange";
import { newId } from "@/lib/ids";

/** A request of Node's server as the handlers see it. */
export function toExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const [path, search] = splitTarget(request.url ?? "/");
  const departure = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) departure.abort();
  });
  return {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    params: {},
    header: (name) => readHeader(request, name),
    readBody: (bytesMax) => readAll(request, response, bytesMax),
    signal: departure.signal,
    address: clientAddress(request.socket.remoteAddress, readHeader(request, "x-forwarded-for"), env().TRUSTED_PROXY_HOPS),
    requestId: newId("req"),
  };
}

/** Path and query of a request target; of the absolute form only these two count. */
export function splitTarget(target: string): [path: string, search: string] {
  const local = target.startsWith("/") ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const mark = local.indexOf("?");
  return mark === -1 ? [local, ""] : [local.slice(0, mark), local.slice(mark + 1)];
}

/** A header by its lower-case name, repeated ones joined. */
export function readHeader(request: IncomingMessage, name: string): string | null {
  // Node keeps the first of two Authorization headers; two of them must count as none that is valid.
  if (name === "authorization") return request.headersDistinct.authorization?.join(", ") ?? null;
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

function readAll(request: IncomingMessage, response: ServerResponse, bytesMax: number): Promise<Uint8Array> {
  if (request.headers.expect?.toLowerCase() === "100-continue") response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      reject(bodyTooLarge(bytesMax));
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("The client left before its body was whole.")));
  });
}
