/** Even what took for ever is paid off within seconds. */
const CHARGE_MS_MAX = 300;

/** What bounds the work of a kind of request, and what waits for it. */
export interface LaneOptions {
  /** How many are worked on at once. */
  atOnce: number;
  /** How many may wait, in all and of one address. */
  waitingMax: number;
  waitingPerAddressMax: number;
  waitMsMax: number;
  /** The share of the time that the work may take, as of now; null for all of it. */
  share: (() => number) | null;
  /** How much time may be taken in one go by who took none before, in milliseconds. */
  burstMs: number;
}

interface Waiting {
  enter: () => void;
  refuse: () => void;
}

/**
 * Lets work in by turns: so much at once, so much of the time, the addresses one after the other. What finds the queue full, or
 * waits for too long, is refused.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #queues = new Map<string, Waiting[]>();
  #waiting = 0;
  #running = 0;
  #creditMs: number;
  #creditAtMs = performance.now();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#creditMs = options.burstMs;
  }

  /** Does the work when its turn has come, and charges what time it says it took; false, without doing it, when it is refused. */
  async run(address: string, work: () => Promise<number>): Promise<boolean> {
    if (!(await this.#enter(address))) return false;
    let tookMs = 0;
    try {
      tookMs = await work();
    } finally {
      this.#running--;
      if (this.#options.share) this.#creditMs = this.#creditNow() - Math.min(tookMs, CHARGE_MS_MAX);
      this.#next();
    }
    return true;
  }

  #enter(address: string): Promise<boolean> {
    const { waitingMax, waitingPerAddressMax, waitMsMax } = this.#options;
    if (this.#waiting === 0 && this.#hasRoom()) {
      this.#running++;
      return Promise.resolve(true);
    }
    const queue = this.#queues.get(address) ?? [];
    if (this.#waiting >= waitingMax || queue.length >= waitingPerAddressMax) return Promise.resolve(false);
    return new Promise((resolve) => {
      const leave = (entered: boolean) => {
        clearTimeout(timer);
        this.#waiting--;
        resolve(entered);
      };
      const waiting: Waiting = { enter: () => leave(true), refuse: () => leave(false) };
      const timer = setTimeout(() => {
        this.#remove(address, waiting);
        waiting.refuse();
      }, waitMsMax);
      queue.push(waiting);
      this.#queues.set(address, queue);
      this.#waiting++;
      this.#next();
    });
  }

  #remove(address: string, waiting: Waiting): void {
    const rest = this.#queues.get(address)?.filter((one) => one !== waiting) ?? [];
    if (rest.length > 0) this.#queues.set(address, rest);
    else this.#queues.delete(address);
  }

  #hasRoom(): boolean {
    return this.#running < this.#options.atOnce && (!this.#options.share || this.#creditNow() > 0);
  }

  #creditNow(): number {
    const { share, burstMs } = this.#options;
    const nowMs = performance.now();
    this.#creditMs = Math.min(burstMs, this.#creditMs + (nowMs - this.#creditAtMs) * (share?.() ?? 1));
    this.#creditAtMs = nowMs;
    return this.#creditMs;
  }

  #next(): void {
    while (this.#waiting > 0 && this.#hasRoom()) {
      const [first] = this.#queues;
      if (!first) return;
      const [address, [turn, ...rest]] = first;
      // The address goes to the end of the row.
      this.#queues.delete(address);
      if (rest.length > 0) this.#queues.set(address, rest);
      this.#running++;
      turn?.enter();
    }
    if (this.#waiting > 0 && this.#running < this.#options.atOnce) this.#lookAgain();
  }

  /** When the credit will have come back. */
  #lookAgain(): void {
    if (this.#timer) return;
    const share = Math.max(0.01, this.#options.share?.() ?? 1);
    const waitMs = Math.min(500, Math.max(5, Math.ceil(-this.#creditMs / share)));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#next();
    }, waitMs);
    this.#timer.unref();
  }
}
