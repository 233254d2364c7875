/** A client's WebSocket, as far as others than itself are concerned. */
export interface Connection {
  userId: string;
  /** Takes no more messages, and closes as soon as nothing runs. */
  leave(): void;
  /** Cuts the line. */
  cut(): void;
}

const state = globalThis as typeof globalThis & { vitrineSockets?: Set<Connection> };

/** The open WebSockets of this process. */
export function connections(): Set<Connection> {
  state.vitrineSockets ??= new Set();
  return state.vitrineSockets;
}

export function countConnections(userId: string): number {
  return [...connections()].filter((connection) => connection.userId === userId).length;
}
