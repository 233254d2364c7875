import { clientAddress } from "@/lib/auth/client-address";
import { requestAddress } from "@/lib/auth/request-address";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { Answer } from "./answer";
import type { ApiRoute } from "./api-route";
import { bodyTooLarge } from "./body";
import { dispatch } from "./dispatch";
import type { Exchange } from "./exchange";

type Handler = (request: Request) => Promise<Response>;

/** The exports of a `route.ts`: every method, so that wrong ones get the API's own 405. */
export function webHandlers(
  routes: readonly ApiRoute[],
): Record<"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", Handler> {
  const handle: Handler = async (request) => {
    const departure = new AbortController();
    const leave = () => departure.abort();
    if (request.signal.aborted) leave();
    else request.signal.addEventListener("abort", leave, { once: true });
    return toResponse(await dispatch(routes, toExchange(request, departure.signal)), leave);
  };
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle };
}

/** Also for answers that are not routes of the API, such as health checks. */
export function toResponse(answer: Answer, onCancel: () => void = () => {}): Response {
  const { status, headers, body } = answer;
  const isWhole = body === null || typeof body === "string" || body instanceof Uint8Array;
  return new Response(isWhole ? body : toStream(body, onCancel), { status, headers });
}

function toExchange(request: Request, signal: AbortSignal): Exchange {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    params: {},
    header: (name) => request.headers.get(name),
    readBody: (bytesMax) => readAll(request.body, bytesMax),
    signal,
    address: requestAddress() ?? clientAddress(null, request.headers.get("x-forwarded-for"), env().TRUSTED_PROXY_HOPS),
    requestId: newId("req"),
  };
}

async function readAll(stream: ReadableStream<Uint8Array> | null, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = stream?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > bytesMax) {
      // Not awaited: the rest may never come.
      reader?.cancel().catch(() => undefined);
      throw bodyTooLarge(bytesMax);
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks, bytes);
}

/** Pulled by the reader, so a slow client slows the source down instead of filling memory. */
function toStream(chunks: AsyncIterable<string>, onCancel: () => void): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      onCancel();
      await iterator.return?.();
    },
  });
}
