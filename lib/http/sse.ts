import { type ApiError, toApiError } from "@/lib/errors";

/** A comment: every client skips it, and proxies see that the connection is alive. */
export const HEARTBEAT = ": \n\n";
export const HEARTBEAT_MS = 15_000;
export const EVENT_STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
} as const;

/** One server-sent event; `data` must be a single line, as JSON text is. */
export function frame(data: string): string {
  return `data: ${data}\n\n`;
}

/** One server-sent event with a name. */
export function namedFrame(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}

/** A stream of frames as the handler of a route answers it. */
export class EventStream {
  constructor(
    readonly frames: AsyncIterable<string>,
    /** The last frames a client gets when the stream fails. */
    readonly failure: (error: ApiError) => string,
    /** How long after an abort the frames may take to end by themselves, as they do when they have last words of their own. */
    readonly graceMs = 0,
    /** The frame that tells a client that it has everything, if there is one: it is sent when the work behind is settled. */
    readonly end = "",
  ) {}
}

type Interruption = "heartbeat" | "abort";

interface Limits {
  signal: AbortSignal;
  heartbeatMs: number;
  graceMs: number;
}

export interface GuardOptions {
  signal: AbortSignal;
  heartbeatMs: number;
  /** Resolves when what the end of the stream tells is so; never rejects. */
  settle?: () => Promise<void>;
  /** Called once, however the stream ends; with the error when it failed. */
  onEnd: (error: ApiError | null) => void;
}

/**
 * The frames of `stream` until it ends, fails or `signal` fires (which takes effect at once, or after the stream's grace, whether or
 * not the source listens);
 * a failure becomes the stream's own last words. While the source is silent, heartbeats.
 */
export async function* guarded(stream: EventStream, { signal, heartbeatMs, settle, onEnd }: GuardOptions): AsyncGenerator<string> {
  const source = interruptible(stream.frames, { signal, heartbeatMs, graceMs: stream.graceMs });
  let failure: ApiError | null = null;
  try {
    yield* source;
    if (stream.end !== "") {
      await settle?.();
      yield stream.end;
    }
  } catch (error) {
    failure = toApiError(signal.aborted ? signal.reason : error);
    const lastWords = stream.failure(failure);
    if (lastWords !== "") yield lastWords;
  } finally {
    onEnd(failure);
  }
}

/** One listener and one timer a stream, not a frame: streams have thousands of frames. */
async function* interruptible(frames: AsyncIterable<string>, { signal, heartbeatMs, graceMs }: Limits): AsyncGenerator<string> {
  const iterator = frames[Symbol.asyncIterator]();
  let wake: ((event: Interruption) => void) | null = null;
  let isIdle = false;
  let isCut = false;
  let grace: NodeJS.Timeout | undefined;
  const cut = () => {
    isCut = true;
    wake?.("abort");
  };
  const onAbort = () => {
    if (graceMs === 0) cut();
    else grace = setTimeout(cut, graceMs);
  };
  const timer = setInterval(() => {
    if (isIdle) wake?.("heartbeat");
    isIdle = true;
  }, heartbeatMs);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  let pending: Promise<IteratorResult<string>> | null = null;
  try {
    for (;;) {
      if (isCut) signal.throwIfAborted();
      pending ??= iterator.next();
      const event = await firstOf<IteratorResult<string>, Interruption>(pending, (resolve) => {
        wake = resolve;
      });
      wake = null;
      if (event === "abort") signal.throwIfAborted();
      if (event === "heartbeat") yield HEARTBEAT;
      if (typeof event === "string") continue;
      pending = null;
      isIdle = false;
      if (event.done) return;
      yield event.value;
    }
  } finally {
    clearInterval(timer);
    clearTimeout(grace);
    signal.removeEventListener("abort", onAbort);
    // Not awaited: a generator that is waiting for its own source cannot be interrupted this way, only released.
    pending?.catch(() => undefined);
    iterator.return?.().catch(() => undefined);
  }
}

function firstOf<T, U>(promise: Promise<T>, listen: (resolve: (value: U) => void) => void): Promise<T | U> {
  return new Promise((resolve, reject) => {
    listen(resolve);
    promise.then(resolve, reject);
  });
}
