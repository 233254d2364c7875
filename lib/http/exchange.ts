/** A request as the handlers see it, whatever transport it came in by. */
export interface Exchange {
  method: string;
  /** As sent, without the query: still percent-encoded. */
  path: string;
  query: URLSearchParams;
  /** What the path's pattern matched, decoded. */
  params: Record<string, string>;
  /** A header's value by its lower-case name; repeated headers are joined by a comma, so a repeated credential is no credential. */
  header(name: string): string | null;
  /** The body's bytes, read at the first call; throws `body_too_large` as soon as more than `bytesMax` have arrived. */
  readBody(bytesMax: number): Promise<Uint8Array>;
  /** Aborted when the client goes away before it has the whole answer. */
  signal: AbortSignal;
  /** The client's address as far as it can be trusted. */
  address: string | null;
  requestId: string;
}
