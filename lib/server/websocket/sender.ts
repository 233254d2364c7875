import type { WebSocket } from "ws";
import type { SocketLimits } from "./limits";

export interface Sender {
  /** Resolves when more may be sent: at once, or when a slow reader has read on. One that does not is cut off. Never rejects. */
  send: (frame: string) => Promise<void>;
  /** Whether the reader is behind. */
  isCongested: () => boolean;
}

export function createSender(socket: WebSocket, { bufferedBytesMax, stallMs }: SocketLimits): Sender {
  const isCongested = (): boolean => socket.bufferedAmount > bufferedBytesMax;
  const send = (frame: string): Promise<void> =>
    new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) {
        resolve();
        return;
      }
      const stall = isCongested() ? setTimeout(() => socket.terminate(), stallMs) : null;
      // Called when the frame is with the system, or was given up: whatever came before it is, too.
      socket.send(frame, () => {
        if (stall) clearTimeout(stall);
        resolve();
      });
      if (!stall) resolve();
    });
  return { send, isCongested };
}
