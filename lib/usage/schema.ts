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
  inputTokens: number | null;
  outputTokens: number | null;
  /** Of the input, read from the provider's cache. */
  cachedTokens: number | null;
  /** Millionths of a US dollar by the list price; null where none is known. */
  costMicros: number | null;
  /** What the provider's cache saved of it; less than 0 where it was only written. */
  savedMicros: number | null;
  /** From the request's arrival to the first piece of answer. */
  firstDeltaMs: number | null;
  totalMs: number;
  createdAt: Date;
}
