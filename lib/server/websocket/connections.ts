import { processState } from "@/lib/process-state";
/** A client's WebSocket, as far as others than itself are concerned. */
export interface Connection {
  userId: string;
  /** Takes no more messages, and closes as soon as nothing runs. */
  leave(): void;
  /** Cuts the line. */
  cut(): void;
}

/** The open WebSockets of this process. */
export const connections = processState<Set<Connection>>("sockets", () => new Set());

export function countConnections(userId: string): number {
  return [...connections()].filter((connection) => connection.userId === userId).length;
}
