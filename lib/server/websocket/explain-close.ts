import type { WebSocket } from "ws";
import { ApiError } from "@/lib/errors";
import { errorFrame } from "./frame";

/** The codes by which the protocol itself is broken, and what the client is told. */
const BREACHES: Record<number, ApiError> = {
  1002: new ApiError("invalid_request", "What was sent is not valid WebSocket protocol."),
  1007: new ApiError("invalid_json", "The message is not valid UTF-8."),
  1009: new ApiError("body_too_large", "The message is larger than the server takes."),
};

/** The library closes a connection that breaks the protocol by a bare code; the client is told in a frame what it did first. */
export function explainClose(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => {
    const breach = code === undefined ? undefined : BREACHES[code];
    if (breach && socket.readyState === socket.OPEN) socket.send(errorFrame(breach), () => {});
    close(code, reason);
  };
}
