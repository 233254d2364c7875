import { setTimeout as sleep } from "node:timers/promises";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ApiError } from "@/lib/errors";
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
  /** One event of the stream, and one error body. */
  eventCharsMax: number;
}

export const DEFAULT_LIMITS: Limits = { firstByteTimeoutMs: 60_000, idleTimeoutMs: 60_000, retriesMax: 2, eventCharsMax: 1_000_000 };

const RETRIED = new Set([408, 429, 500, 502, 503, 504, 529]);
const RETRY_DELAY_MAX_MS = 5_000;

/**
 * Posts `body` and yields the server-sent events of the answer.
 * Every failure is an `ApiError`: refused or unreachable, a status that is no success, another content type,
 * silence past the limits, an event past the size limit, a cut connection. Retries only before the first byte.
 * Ends at once, rethrowing its reason, when `signal` fires.
 */
export async function* postForEvents(
  endpoint: Endpoint,
  body: unknown,
  signal: AbortSignal,
  limits: Limits = DEFAULT_LIMITS,
): AsyncGenerator<EventSourceMessage> {
  const silence = new AbortController();
  const combined = AbortSignal.any([signal, silence.signal]);
  const timer = createTimer(() => silence.abort(timedOut(endpoint)));
  try {
    timer.restart(limits.firstByteTimeoutMs);
    const response = await open(endpoint, JSON.stringify(body), combined, limits);
    yield* readEvents(endpoint, response, timer, limits);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (silence.signal.aborted) throw silence.signal.reason;
    if (error instanceof ApiError) throw error;
    throw new ApiError("upstream_failed", `The connection to ${endpoint.name} was lost.`, { cause: error });
  } finally {
    timer.stop();
    // Lets go of the connection when the consumer stops early.
    silence.abort();
  }
}

async function open(endpoint: Endpoint, body: string, signal: AbortSignal, limits: Limits): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(endpoint, body, signal, limits);
    if (outcome.response) return outcome.response;
    if (attempt >= limits.retriesMax || !outcome.retry || (outcome.retryAfterMs ?? 0) > RETRY_DELAY_MAX_MS) throw outcome.error;
    await sleep(outcome.retryAfterMs ?? 250 * 2 ** attempt, undefined, { signal });
  }
}

type Attempt = { response: Response } | { response: null; error: ApiError; retry: boolean; retryAfterMs: number | null };

async function attemptOnce(endpoint: Endpoint, body: string, signal: AbortSignal, limits: Limits): Promise<Attempt> {
  let response: Response;
  try {
    response = await fetch(endpoint.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...endpoint.headers },
      body,
      signal,
      // A redirect could carry the provider's key to another host.
      redirect: "error",
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      response: null,
      error: new ApiError("upstream_failed", `${endpoint.name} cannot be reached.`, { cause: error }),
      retry: true,
      retryAfterMs: null,
    };
  }
  if (response.ok) {
    if (response.headers.get("content-type")?.includes("text/event-stream")) return { response };
    await response.body?.cancel();
    throw new ApiError(
      "upstream_failed",
      `${endpoint.name} answered with something that is not an event stream. Check ${endpoint.setting}.`,
    );
  }
  const retryAfterMs = parseRetryAfter(response.headers);
  const text = await readShort(response, limits.eventCharsMax);
  return {
    response: null,
    error: rejected(endpoint, response.status, text, retryAfterMs),
    retry: RETRIED.has(response.status),
    retryAfterMs,
  };
}

async function* readEvents(endpoint: Endpoint, response: Response, timer: Timer, limits: Limits): AsyncGenerator<EventSourceMessage> {
  if (!response.body) throw new ApiError("upstream_failed", `${endpoint.name} answered with an empty body.`);
  const ready: EventSourceMessage[] = [];
  let pendingChars = 0;
  const parser = createParser({ onEvent: (event) => ready.push(event) });
  const decoder = new TextDecoder();
  for await (const bytes of response.body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    pendingChars = ready.length > 0 ? 0 : pendingChars + bytes.byteLength;
    if (pendingChars > limits.eventCharsMax) throw new ApiError("upstream_failed", `${endpoint.name} sent an event that is too large.`);
    // The consumer may be slow: only the provider's silence counts.
    timer.stop();
    for (const event of ready.splice(0)) {
      if (event.data.length > limits.eventCharsMax)
        throw new ApiError("upstream_failed", `${endpoint.name} sent an event that is too large.`);
      yield event;
    }
    timer.restart(limits.idleTimeoutMs);
  }
}

async function readShort(response: Response, charsMax: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > charsMax) break;
    }
  } catch {
    // The status alone still says what happened.
  }
  return text.slice(0, charsMax);
}

function parseRetryAfter(headers: Headers): number | null {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (ms >= 0) return ms;
  const value = headers.get("retry-after");
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
