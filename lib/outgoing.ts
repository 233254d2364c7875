import { pipeline, type Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, type Dispatcher, request } from "undici";
import { processState } from "@/lib/process-state";

/** What a request to another server got for an answer. Its body must be read to its end or destroyed. */
export interface Reply {
  status: number;
  header(name: string): string | null;
  body: Readable;
}

export interface Outgoing {
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: string | Buffer;
}

export const CONNECT_MS = 10_000;

/** How long an answer may take is for those to say who ask: by the signal. */
const agent = processState<Agent>("agent", () => new Agent({ connect: { timeout: CONNECT_MS }, headersTimeout: 0, bodyTimeout: 0 }));

/**
 * Sends a request over a connection that is kept for the next one, and returns the answer as soon as its headers are there. Follows
 * no redirect, which could carry a key to another host. Throws what went wrong on the way; when `signal` fires, its reason, at once,
 * and so does the body then. Not `fetch`: after a garbage collection Node's own can lose the signal while a body is awaited.
 * `dispatcher` has the connections where they are not those that lead anywhere.
 */
export async function send(
  url: string,
  { method, headers, body }: Outgoing,
  signal: AbortSignal,
  dispatcher: Dispatcher = agent(),
): Promise<Reply> {
  signal.throwIfAborted();
  const named = { "user-agent": "vitrine", ...headers };
  const sent = request(url, { dispatcher, method, headers: named, body: body ?? null, signal });
  const reply = await orReason(sent, signal);
  const header = (name: string) => {
    const value = reply.headers[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  };
  return { status: reply.statusCode, header, body: decompressed(reply.body, header("content-encoding")) };
}

/** How long the rest of a body may take that nobody reads. */
const REST_MS = 50;

/**
 * Lets go of a body. What of it is on its way may still come, so that its connection serves the next request; one that goes on is
 * ended, and its connection with it.
 */
export function letGo({ body }: Reply): void {
  if (body.destroyed || body.readableEnded) return;
  const timer = setTimeout(() => body.destroy(), REST_MS);
  body.once("close", () => clearTimeout(timer));
  body.resume();
}

/** Returns the value that the body is the JSON text of; throws for any other, and for one of more than `bytesMax` bytes. */
export async function readJson(reply: Reply, bytesMax: number): Promise<unknown> {
  return JSON.parse((await readBytes(reply, bytesMax)).toString());
}

/** What a body is refused with that is larger than it may be. */
export class TooLarge extends Error {}

/** Returns the body, decompressed; throws `TooLarge` as soon as more than `bytesMax` bytes have come of it, and ends it then. */
export async function readBytes({ body }: Reply, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new TooLarge(`The body is larger than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/** While a connection is being made the library waits for that first. What comes of it then, it ends itself. */
function orReason<T>(sent: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    sent.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };
const DECODERS: Record<string, () => Transform> = {
  gzip: () => createGunzip(ZLIB),
  "x-gzip": () => createGunzip(ZLIB),
  deflate: () => createInflate(ZLIB),
  br: () => createBrotliDecompress(BROTLI),
};

/** Nobody is asked to compress; some do all the same. */
function decompressed(body: Readable, encoding: string | null): Readable {
  // A body that is given up breaks; whoever read it knows, and without a listener the process would end.
  body.on("error", () => {});
  const decoder = DECODERS[encoding?.trim().toLowerCase() ?? ""]?.();
  return decoder ? pipeline(body, decoder, () => {}) : body;
}
