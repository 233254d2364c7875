import { authenticate } from "@/lib/auth/authenticate";
import type { Principal } from "@/lib/auth/principal";
import { type ApiError, toApiError } from "@/lib/errors";
import { watchKey } from "@/lib/keys/watch";
import { log } from "@/lib/log";
import { recordUsage } from "@/lib/usage/recorder";
import type { z } from "zod/v4";
import { type Answer, errorAnswer, jsonAnswer } from "./answer";
import { assertDeclaredSize, BODY_BYTES_MAX, readJson } from "./body";
import type { Exchange } from "./exchange";
import { beginWork, type Work } from "./in-flight";
import { issueError } from "./issue-error";
import { EVENT_STREAM_HEADERS, EventStream, guarded, HEARTBEAT_MS } from "./sse";
import { elapsedMs, newUsageNote, toUsageRow, type UsageNote } from "./usage-note";

const DEADLINE_MS = 600_000;

export interface Call<Body> {
  principal: Principal;
  body: Body;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Fires at disconnect, deadline, revocation of the key and shutdown; everything that waits must obey it. */
  signal: AbortSignal;
  requestId: string;
  /** What the handler knows for the usage record. */
  usage: UsageNote;
}

export interface Declaration<Body> {
  method: "GET" | "POST" | "DELETE";
  /** `/v1/embed/models/*id`: a segment `:name` matches one segment, a last `*name` matches the rest. */
  path: string;
  body?: z.ZodType<Body>;
  /** Answers with a JSON value or an `EventStream`; failures are thrown. */
  handle(call: Call<Body>): Promise<object | EventStream>;
}

export interface ApiRoute {
  method: string;
  path: string;
  /** What validates the body; null where none is read. */
  body: z.ZodType | null;
  run(exchange: Exchange): Promise<Answer>;
}

/** Declares an endpoint. Whatever happens inside, `run` gives an answer, and a caller who is known gets one usage record. */
export function apiRoute<Body = null>(declaration: Declaration<Body>): ApiRoute {
  const { method, path, body = null } = declaration;
  return { method, path, body, run: (exchange) => run(declaration, exchange) };
}

async function run<Body>(route: Declaration<Body>, exchange: Exchange): Promise<Answer> {
  const usage = newUsageNote(exchange.requestId, route.path);
  const work = beginWork(exchange.signal, DEADLINE_MS);
  let unwatch: (() => void) | null = null;
  const end = (status: number, error: ApiError | null) => {
    work.end();
    unwatch?.();
    report(exchange, usage, status, error);
  };
  try {
    assertDeclaredSize(exchange, BODY_BYTES_MAX);
    const principal = await authenticate(exchange);
    usage.principal = principal;
    unwatch = watch(principal, work);
    const result = await untilAborted(handleBody(route, exchange, principal, work.signal, usage), work.signal);
    if (!(result instanceof EventStream)) {
      end(200, null);
      return jsonAnswer(result);
    }
    usage.streamed = true;
    return { status: 200, headers: { ...EVENT_STREAM_HEADERS }, body: body(result, work.signal, end) };
  } catch (thrown) {
    const error = toApiError(work.signal.aborted ? work.signal.reason : thrown);
    end(error.status, error);
    return errorAnswer(error);
  }
}

async function handleBody<Body>(route: Declaration<Body>, exchange: Exchange, principal: Principal, signal: AbortSignal, usage: UsageNote) {
  const body = route.body ? await parse(route.body, exchange) : (null as Body);
  return route.handle({ principal, body, params: exchange.params, query: exchange.query, signal, requestId: exchange.requestId, usage });
}

async function parse<Body>(schema: z.ZodType<Body>, exchange: Exchange): Promise<Body> {
  const value = await readJson(exchange, BODY_BYTES_MAX);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw issueError(parsed.error.issues, value);
  return parsed.data;
}

/** A key that stops being usable ends the work that was begun with it. */
function watch(principal: Principal, work: Work): (() => void) | null {
  if (principal.via.type !== "key") return null;
  return watchKey(principal.via.keyId, (reason) => work.abort(reason));
}

/** A stream that is never read still ends, since nobody but the client's departure can cause that. */
function body(stream: EventStream, signal: AbortSignal, end: (status: number, error: ApiError | null) => void): AsyncIterable<string> {
  let isEnded = false;
  const endOnce = (error: ApiError | null) => {
    if (isEnded) return;
    isEnded = true;
    signal.removeEventListener("abort", onAbort);
    end(error?.status ?? 200, error);
  };
  const onAbort = () => endOnce(toApiError(signal.reason));
  signal.addEventListener("abort", onAbort, { once: true });
  return guarded(stream, { signal, heartbeatMs: HEARTBEAT_MS, onEnd: endOnce });
}

/** `promise`, unless `signal` fires first. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** One line in the log and one usage record. What went wrong inside stands in the log only. */
function report(exchange: Exchange, usage: UsageNote, status: number, error: ApiError | null): void {
  const isGone = exchange.signal.aborted;
  const outcome = isGone ? { status: 499, code: "client_disconnected" } : { status, code: error?.code ?? null };
  const line = { requestId: exchange.requestId, method: exchange.method, path: exchange.path, ...outcome, ms: elapsedMs(usage) };
  if (error && error.status >= 500 && !isGone) log.error({ ...line, err: error.cause ?? error.message }, "request failed");
  else log.info(line, "request");
  if (usage.principal) recordUsage(toUsageRow(usage, usage.principal, outcome.status, outcome.code));
}
