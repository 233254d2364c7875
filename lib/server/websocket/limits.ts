import { BODY_BYTES_MAX } from "@/lib/http/body";

/** What a connection may take; times are in milliseconds. */
export interface SocketLimits {
  /** How long a connection lives; a response that runs then still ends. */
  lifetimeMs: number;
  /** How often the other side is asked whether it is there; it has as long to say so. */
  pingMs: number;
  /** How long the other side may take to read on before it is given up. */
  stallMs: number;
  /** How long a response that was ended early may take for its last events. */
  lastWordsMs: number;
  messageBytesMax: number;
  /** How much may wait to be sent before the response has to wait. */
  bufferedBytesMax: number;
  /** Connections of one user, in this process. */
  perUserMax: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  lifetimeMs: 3_600_000,
  pingMs: 30_000,
  stallMs: 30_000,
  lastWordsMs: 1_000,
  messageBytesMax: BODY_BYTES_MAX,
  bufferedBytesMax: 1_048_576,
  perUserMax: 500,
};
