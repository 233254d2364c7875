import type { IncomingMessage } from "node:http";
import { clientAddress } from "@/lib/auth/client-address";
import { env } from "@/lib/env";
import { readHeader, splitTarget } from "../native-exchange";

/** The request that opened a connection: every message on it is judged by its headers. */
export interface Opening {
  /** A message writes, so only what may write counts as the same origin. */
  method: "POST";
  path: string;
  /** The declared path that usage is recorded under. */
  route: "/v1/embed/responses";
  address: string | null;
  header(name: string): string | null;
  /** Fires when the connection is lost. */
  signal: AbortSignal;
}

export function toOpening(request: IncomingMessage, signal: AbortSignal): Opening {
  const header = (name: string) => readHeader(request, name);
  return {
    method: "POST",
    path: splitTarget(request.url ?? "/")[0],
    route: "/v1/embed/responses",
    address: clientAddress(request.socket.remoteAddress, header("x-forwarded-for"), env().TRUSTED_PROXY_HOPS),
    header,
    signal,
  };
}
