import { setTimeout as sleep } from "node:timers/promises";
import { createAbort } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import { writeLongJson } from "@/lib/long-json";
import type { Attempt } from "@/lib/generation/upstream";
import { letGo, type Reply, send } from "@/lib/outgoing";
import { createBodyReader } from "./body-reader";
import { dispatcherTo } from "./reach";
import { rejected } from "./rejection";

/** Where a provider is and how to be let in. `name` stands in messages, `setting` names what the owner would change. */
export interface Endpoint {
  name: string;
  setting: string;
  url: string;
  headers: Record<string, string>;
}

export interface Limits {
  /** From the request to the response's headers. */
  firstByteTimeoutMs: number;
  /** Between two reads of the body. */
  idleTimeoutMs: number;
  /** Retries after a failure that came before the first byte. */
  retriesMax: number;
  /** One event of the stream, which may hold a picture, and one whole answer. */
  eventCharsMax: number;
}

/** A server-sent event. */
export interface ServerEvent {
  data: string;
  event?: string | undefined;
}

/** An attempt as far as it is known here: who asks knows the model. */
type Sent = Omit<Attempt, "model">;
type NoteSent = (sent: Sent) => void;

/** The events of an answer in batches: what one read of the connection made whole, never nothing. */
export type ServerEvents = AsyncIterable<readonly ServerEvent[]>;

const ERROR_CHARS_MAX = 1_000_000;

export const DEFAULT_LIMITS: Limits = { firstByteTimeoutMs: 60_000, idleTimeoutMs: 60_000, retriesMax: 2, eventCharsMax: 8_000_000 };

const RETRIED = new Set([408, 429, 500, 502, 503, 504, 529]);
const RETRY_DELAY_MAX_MS = 5_000;

/**
 * Posts `body` and yields the server-sent events of the answer, all that came by one read together.
 * What the body begins with decides how it is read, not what its header calls it; a whole JSON answer is one event.
 * Every failure is an `ApiError`: refused or unreachable, a status that is no success, a body that is neither events nor JSON,
 * silence past the limits, an event past the size limit, a cut connection. Retries only before the first byte; `note` is told of each attempt as it begins.
 * Ends at once, rethrowing its reason, when `signal` fires.
 */
export async function* postForEvents(
  endpoint: Endpoint,
  body: object,
  signal: AbortSignal,
  limits: Limits = DEFAULT_LIMITS,
  note?: NoteSent,
): AsyncGenerator<readonly ServerEvent[]> {
  const call = createAbort([signal]);
  const timer = createTimer(() => call.fire(timedOut(endpoint)));
  const noted = noteAttempts(endpoint, note);
  try {
    timer.restart(limits.firstByteTimeoutMs);
    const reply = await open(endpoint, await writeLongJson(body), call.signal, { limits, noted });
    yield* readEvents(endpoint, reply, timer, limits);
    noted.end(null);
  } catch (error) {
    const failure = failureOf(endpoint, error, call.signal);
    noted.end(failure);
    throw failure;
  } finally {
    timer.stop();
    call.release();
  }
}

function failureOf(endpoint: Endpoint, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof ApiError) return error;
  return new ApiError("upstream_failed", `The connection to ${endpoint.name} was lost.`, { cause: error });
}

interface Noted {
  begin(): void;
  answered(status: number): void;
  end(failure: unknown): void;
}

/** Tells of each attempt as it begins, and fills in what becomes of it. */
function noteAttempts(endpoint: Endpoint, note: NoteSent | undefined): Noted {
  let attempt: Sent | null = null;
  let begunMs = 0;
  const ms = () => Math.round(performance.now() - begunMs);
  return {
    begin() {
      begunMs = performance.now();
      attempt = { provider: endpoint.name, status: null, code: null, firstByteMs: null, totalMs: null };
      note?.(attempt);
    },
    answered(status) {
      if (attempt) Object.assign(attempt, { status, firstByteMs: ms() });
    },
    end(failure) {
      if (!attempt || attempt.totalMs !== null) return;
      attempt.totalMs = ms();
      if (failure !== null) attempt.code = failure instanceof ApiError ? failure.code : "client_disconnected";
    },
  };
}

async function open(
  endpoint: Endpoint,
  body: string | Buffer,
  signal: AbortSignal,
  { limits, noted }: { limits: Limits; noted: Noted },
): Promise<Reply> {
  for (let attempt = 0; ; attempt++) {
    noted.begin();
    const outcome = await attemptOnce(endpoint, body, signal, noted);
    if (outcome.reply) return outcome.reply;
    noted.end(outcome.error);
    if (attempt >= limits.retriesMax || !outcome.retry || (outcome.retryAfterMs ?? 0) > RETRY_DELAY_MAX_MS) throw outcome.error;
    await sleep(outcome.retryAfterMs ?? 250 * 2 ** attempt, undefined, { signal });
  }
}

type Outcome = { reply: Reply } | { reply: null; error: ApiError; retry: boolean; retryAfterMs: number | null };

async function attemptOnce(endpoint: Endpoint, body: string | Buffer, signal: AbortSignal, noted: Noted): Promise<Outcome> {
  const headers = { "content-type": "application/json", accept: "text/event-stream", ...endpoint.headers };
  let reply: Reply;
  try {
    reply = await send(endpoint.url, { method: "POST", headers, body }, signal, dispatcherTo(endpoint.url));
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      reply: null,
      error: new ApiError("upstream_failed", `${endpoint.name} cannot be reached.`, { cause: error }),
      retry: true,
      retryAfterMs: null,
    };
  }
  noted.answered(reply.status);
  if (reply.status >= 200 && reply.status < 300) return { reply };
  const retryAfterMs = parseRetryAfter(reply);
  const error = rejected(endpoint, reply.status, await readShort(reply, ERROR_CHARS_MAX), retryAfterMs);
  return { reply: null, error, retry: RETRIED.has(reply.status) && error.code !== "upstream_out_of_credit", retryAfterMs };
}

async function* readEvents(endpoint: Endpoint, reply: Reply, timer: Timer, limits: Limits): AsyncGenerator<readonly ServerEvent[]> {
  const body = createBodyReader(reply.header("content-type"), limits.eventCharsMax);
  const decoder = new TextDecoder();
  const failWhenLost = () => {
    if (body.isTooLarge()) throw new ApiError("upstream_failed", `${endpoint.name} sent an event that is too large.`);
    if (body.isNonsense())
      throw new ApiError(
        "upstream_failed",
        `${endpoint.name} answered with something that is not an event stream. Check ${endpoint.setting}.`,
      );
  };
  const reads: AsyncIterable<Buffer> = reply.body.iterator({ destroyOnReturn: false });
  try {
    for await (const bytes of reads) {
      const events = body.push(decoder.decode(bytes, { stream: true }));
      // The consumer may be slow: only the provider's silence counts.
      timer.stop();
      if (events.length > 0) yield events;
      failWhenLost();
      timer.restart(limits.idleTimeoutMs);
    }
  } catch (error) {
    reply.body.destroy();
    throw error;
  } finally {
    letGo(reply);
  }
  timer.stop();
  const last = body.end();
  if (last.length > 0) yield last;
  failWhenLost();
}

async function readShort(reply: Reply, charsMax: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const bytes of reply.body as AsyncIterable<Buffer>) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > charsMax) break;
    }
  } catch {
    // The status alone still says what happened.
  }
  return text.slice(0, charsMax);
}

function parseRetryAfter(reply: Reply): number | null {
  const ms = Number(reply.header("retry-after-ms") ?? Number.NaN);
  if (ms >= 0) return ms;
  const value = reply.header("retry-after");
  if (value === null) return null;
  const seconds = Number(value);
  if (seconds >= 0) return seconds * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function timedOut(endpoint: Endpoint): ApiError {
  return new ApiError("upstream_timeout", `${endpoint.name} did not answer in time.`);
}

interface Timer {
  restart(ms: number): void;
  stop(): void;
}

function createTimer(fire: () => void): Timer {
  let handle: NodeJS.Timeout | undefined;
  return {
    restart(ms) {
      clearTimeout(handle);
      handle = setTimeout(fire, ms);
    },
    stop: () => clearTimeout(handle),
  };
}
