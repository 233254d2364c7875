import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "@/lib/http/answer";

/** How long a client may take to read before its stream is given up. */
const STALL_MS = 30_000;
/** How long the rest of a refused body may take to arrive, so that the client reads why instead of seeing a reset. */
const LINGER_MS = 5_000;

export interface WriteLimits {
  stallMs: number;
  lingerMs: number;
}

export const WRITE_LIMITS: WriteLimits = { stallMs: STALL_MS, lingerMs: LINGER_MS };

/** Writes an answer to Node's response, no faster than the client reads. Never throws: a client that is gone is simply not written to. */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  limits: WriteLimits = WRITE_LIMITS,
): Promise<void> {
  const { status, headers, body } = answer;
  if (response.destroyed) return;
  if (body === null || typeof body === "string" || body instanceof Uint8Array) {
    // A 204 has no body, hence no length; a HEAD's length would have to be its GET's.
    response.writeHead(status, body === null ? headers : { ...headers, "content-length": String(Buffer.byteLength(body)) });
    response.end(body ?? undefined);
  } else {
    response.writeHead(status, headers);
    await writeStream(response, body, limits.stallMs);
  }
  if (!request.complete) linger(request, limits.lingerMs);
}

async function writeStream(response: ServerResponse, chunks: AsyncIterable<string>, stallMs: number): Promise<void> {
  for await (const chunk of chunks) {
    if (!response.destroyed && !response.write(chunk) && !(await drained(response, stallMs))) response.destroy();
    if (!response.destroyed) continue;
    // The client's departure has to be known before the chunks are let go of: that counts as their end, and nobody listens after it.
    if (!response.closed) await once(response, "close");
    return;
  }
  response.end();
}

/** Whether the client read on within `ms`. Plain listeners: an abort makes an error each time, and a stream waits thousands of times. */
function drained(response: ServerResponse, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.off("drain", end);
      response.off("close", end);
      response.off("error", end);
      resolve(!response.destroyed && !response.writableNeedDrain);
    };
    const timer = setTimeout(end, ms);
    response.once("drain", end);
    response.once("close", end);
    response.once("error", end);
  });
}

function linger(request: IncomingMessage, ms: number): void {
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), ms);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
}
