import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { processState } from "@/lib/process-state";

/** For so long a page is shown as it was made: the database may say something else by then. */
const FRESH_MS = 2_000;
/** For so long it is better than none. */
const OLD_MS = 30_000;
const PAGES_MAX = 200;
const PAGE_BYTES_MAX = 300_000;
const KEY_LENGTH_MAX = 1_000;
const NONCE = /'nonce-([\w+/=-]{8,64})'/;

interface KnownPage {
  status: number;
  headers: [name: string, value: string | string[]][];
  /** The page at the places of its nonce, cut: every visitor gets one of their own. */
  parts: string[];
  nonce: string | null;
  madeAtMs: number;
}

const known = processState("known-pages", () => ({ pages: new Map<string, KnownPage>(), generation: 0 }));

/**
 * What a visitor's page depends on, as a text; null when it is none that others get too: what is sent, asked for in parts, or as
 * data for a page that is open already.
 */
export function pageKey(request: IncomingMessage): string | null {
  const { method, url, headers } = request;
  // What is shared no more is gone at once, for every process.
  if (url?.startsWith("/share/")) return null;
  if (method !== "GET" && method !== "HEAD") return null;
  const names = Object.keys(headers);
  if (names.some((name) => name === "rsc" || name === "range" || name === "authorization" || /^(?:next-|x-(?!forwarded-))/.test(name)))
    return null;
  const cookie = (headers.cookie ?? "").replaceAll(/(?:^|;)\s*(?:__(?:Secure|Host)-)?next-auth\.[^;]*/g, "");
  const key = JSON.stringify([url, headers.host, headers["x-forwarded-host"], headers["x-forwarded-proto"], cookie]);
  return key.length > KEY_LENGTH_MAX ? null : key;
}

/** Answers with the page as it was made for another visitor just now, with a nonce of its own; false when there is none. */
export function answerKnownPage(
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
  { isOldGood = false }: { isOldGood?: boolean } = {},
): boolean {
  const page = known().pages.get(key);
  if (!page || performance.now() - page.madeAtMs > (isOldGood ? OLD_MS : FRESH_MS)) return false;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const body = Buffer.from(page.parts.join(nonce));
  for (const [name, value] of page.headers) response.setHeader(name, withNonce(value, page.nonce, nonce));
  response.setHeader("content-length", body.byteLength);
  response.writeHead(page.status);
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}

function withNonce(value: string | string[], old: string | null, nonce: string): string | string[] {
  return old === null || typeof value !== "string" ? value : value.replaceAll(old, nonce);
}

/** Forgets all pages: something of what they show may have changed. */
export function forgetKnownPages(): void {
  known().pages.clear();
  known().generation++;
}

/** Keeps the page that is about to be written, for the next visitors. */
export function keepPage(key: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET") return;
  // As it is, not packed: it is to be cut.
  delete request.headers["accept-encoding"];
  const { generation } = known();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const take = (chunk: unknown, encoding: unknown) => {
    if (bytes > PAGE_BYTES_MAX || (typeof chunk !== "string" && !(chunk instanceof Uint8Array))) return;
    const piece =
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : Buffer.from(chunk);
    bytes += piece.byteLength;
    chunks.push(piece);
  };
  const [write, end] = [response.write.bind(response), response.end.bind(response)];
  response.write = (...args: unknown[]) => {
    take(args[0], args[1]);
    return Reflect.apply(write, response, args);
  };
  response.end = (...args: unknown[]) => {
    take(args[0], args[1]);
    Reflect.apply(end, response, args);
    if (bytes <= PAGE_BYTES_MAX && known().generation === generation) keep(key, response, Buffer.concat(chunks).toString("utf8"));
    return response;
  };
}

function keep(key: string, response: ServerResponse, body: string): void {
  const headers = response.getHeaders();
  if (!isForEveryone(response.statusCode, headers)) return;
  const nonce = NONCE.exec(headers["content-security-policy"] ?? "")?.[1] ?? null;
  if (response.statusCode === 200 && nonce === null) return;
  const { pages } = known();
  pages.delete(key);
  pages.set(key, {
    status: response.statusCode,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || DROPPED.has(name) ? [] : [[name, typeof value === "number" ? String(value) : value]],
    ),
    parts: nonce === null ? [body] : body.split(nonce),
    nonce,
    madeAtMs: performance.now(),
  });
  if (pages.size > PAGES_MAX) for (const oldest of pages.keys()) return void pages.delete(oldest);
}

/** Of the connection or the moment, not of the page. */
const DROPPED = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "date"]);

/** A page or a way to one that sets no cookie. What is not there is none: there are too many addresses of nothing. */
function isForEveryone(status: number, headers: OutgoingHttpHeaders): boolean {
  if (headers["set-cookie"] !== undefined) return false;
  if (status === 307 || status === 308) return headers.location !== undefined;
  return status === 200 && String(headers["content-type"] ?? "").startsWith("text/html");
}
