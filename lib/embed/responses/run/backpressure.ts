import type { StreamEvent, StreamEvents } from "../stream-event";

/** How far a response may run ahead of the client that reads its stream. */
const UNREAD_CHARS_MAX = 500_000;
/** What an event is besides its own text. */
const FRAME_CHARS = 300;

/** Holds a response back while the client that reads its stream is behind. While nobody reads, nobody is waited for. */
export interface Backpressure {
  /** The same events; what was read of them counts. */
  reading(events: StreamEvents): AsyncGenerator<readonly StreamEvent[]>;
  /** Notes that events are there to be read. */
  said(batch: readonly StreamEvent[]): void;
  /** Resolves when there is room for more, or `signal` has fired. Never rejects. */
  room(signal: AbortSignal): Promise<void>;
}

export function createBackpressure(charsMax: number = UNREAD_CHARS_MAX): Backpressure {
  let said = 0;
  /** What each reader has read. */
  const readers = new Set<{ chars: number }>();
  let wake = () => {};
  const woken = async (signal: AbortSignal): Promise<void> => {
    const { promise, resolve } = withResolvers();
    wake = resolve;
    signal.addEventListener("abort", resolve, { once: true });
    await promise;
    signal.removeEventListener("abort", resolve);
  };
  const hasRoom = (): boolean => [...readers].every(({ chars }) => said - chars <= charsMax);
  return {
    async *reading(events) {
      const reader = { chars: 0 };
      readers.add(reader);
      try {
        for await (const batch of events) {
          yield batch;
          reader.chars += charsOf(batch);
          if (hasRoom()) wake();
        }
      } finally {
        readers.delete(reader);
        wake();
      }
    },
    said(batch) {
      said += charsOf(batch);
    },
    async room(signal) {
      while (!hasRoom() && !signal.aborted) await woken(signal);
    },
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function charsOf(batch: readonly StreamEvent[]): number {
  return batch.reduce((sum, event) => sum + FRAME_CHARS + ("delta" in event ? event.delta.length : 0), 0);
}
