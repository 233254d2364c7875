/** What is known of a request when it has ended; the columns of `usage_record`. The request id makes it unique. */
export interface UsageRow {
  requestId: string;
  workspaceId: string;
  userId: string | null;
  keyId: string | null;
  via: "key" | "session";
  endpoint: string;
  /** As asked for. */
  model: string | null;
  /** The model that really answered. */
  answeredBy: string | null;
  status: number;
  errorCode: string | null;
  streamed: boolean;
  /** Why the model stopped; null where it did not come to that. */
  finish: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Of the input, read from the provider's cache. */
  cachedTokens: number | null;
  /** Of the output, thought and not said. */
  reasoningTokens: number | null;
  /** Millionths of a US dollar by the list price; null where none is known. */
  costMicros: number | null;
  /** What the provider's cache saved of it; less than 0 where it was only written. */
  savedMicros: number | null;
  /** From the request's arrival to the first piece of answer. */
  firstDeltaMs: number | null;
  totalMs: number;
  createdAt: Date;
}

/** What a record says of an answer of which nothing is known. */
export const NOTHING_COUNTED = {
  inputTokens: null,
  outputTokens: null,
  cachedTokens: null,
  reasoningTokens: null,
  finish: null,
  costMicros: null,
  savedMicros: null,
  firstDeltaMs: null,
} as const satisfies Partial<UsageRow>;

/** Sums over some of a workspace's requests. */
export interface UsageSums {
  requests: number;
  /** Those that ended with a status of 400 or more. */
  errors: number;
  inputTokens: number;
  outputTokens: number;
  /** Of the input, read from a provider's cache. */
  cachedTokens: number;
  /** Of the output, thought and not said. */
  reasoningTokens: number;
  /** Millionths of a US dollar by the list price. */
  costMicros: number;
  /** What providers' caches saved of it. */
  savedMicros: number;
  /** Answers whose price is not known, and that count as nothing in the cost. */
  unpriced: number;
}

/** A request as the pages list it: the record and the name of its key. */
export interface LoggedRequest extends Omit<UsageRow, "workspaceId" | "userId"> {
  /** Null when no key was used or the key is gone. */
  keyName: string | null;
}

/** What was used in a period: in all, over time and by what. */
export interface UsageSummary {
  total: UsageSums & {
    /** Half of the answers began, or ended, within; null without any. */
    firstDeltaP50Ms: number | null;
    firstDeltaP95Ms: number | null;
    totalP50Ms: number | null;
    totalP95Ms: number | null;
  };
  /** One entry a bar of the period, in order, those without a request included. */
  series: (UsageSums & { at: Date })[];
  /** The most used first; at most 50. */
  byModel: (UsageSums & { model: string | null })[];
  byKey: (UsageSums & { keyId: string | null; keyName: string | null })[];
}

/** A place in the list of requests: everything older than this one follows. */
export interface LogCursor {
  createdAt: Date;
  requestId: string;
}
