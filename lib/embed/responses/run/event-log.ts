import type { StreamEvent } from "../stream-event";

/** The stream of a response while it is made: whoever reads gets every event from wherever they begin, and waits for the next. */
export interface EventLog {
  /** An event's place is its sequence number. */
  readonly events: readonly StreamEvent[];
  readonly isEnded: boolean;
  push(...events: StreamEvent[]): void;
  end(): void;
  /** All that is there to be read, at once. Ends when the log has ended and everything was read. */
  read(fromSequence?: number): AsyncGenerator<readonly StreamEvent[]>;
}

export function createEventLog(): EventLog {
  const events: StreamEvent[] = [];
  let isEnded = false;
  let wake = () => {};
  let changed = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const tell = () => {
    wake();
    changed = new Promise((resolve) => {
      wake = resolve;
    });
  };
  return {
    events,
    get isEnded() {
      return isEnded;
    },
    push(...more) {
      events.push(...more);
      tell();
    },
    end() {
      isEnded = true;
      tell();
    },
    async *read(fromSequence = 0) {
      for (let sequence = fromSequence; ; ) {
        while (sequence >= events.length) {
          if (isEnded) return;
          await changed;
        }
        const batch = events.slice(sequence);
        sequence += batch.length;
        yield batch;
      }
    },
  };
}
