import type { WebSocket } from "ws";
import type { SocketLimits } from "./limits";

export interface Sender {
  /**
   * Resolves when more may be sent: at once, or when a slow reader has read on. One that does not is cut off. Never rejects. What
   * waits to be read is never more than the limit, but for a frame that is larger by itself.
   */
  send: (frame: string) => Promise<void>;
  /** Whether the reader is behind. */
  isCongested: () => boolean;
}

export function createSender(socket: WebSocket, { bufferedBytesMax, stallMs }: SocketLimits): Sender {
  let waiting = 0;
  /** Resolves when the last frame is with the system, or was given up: whatever came before it is, too. */
  let gone = Promise.resolve();

  const untilRead = async (): Promise<void> => {
    const stall = setTimeout(() => socket.terminate(), stallMs);
    waiting++;
    await gone;
    waiting--;
    clearTimeout(stall);
  };
  const hasRoom = (bytes: number): boolean => socket.bufferedAmount === 0 || socket.bufferedAmount + bytes <= bufferedBytesMax;
  const send = async (frame: string): Promise<void> => {
    const bytes = Buffer.byteLength(frame);
    while (socket.readyState === socket.OPEN && !hasRoom(bytes)) await untilRead();
    if (socket.readyState !== socket.OPEN) return;
    gone = new Promise((resolve) => socket.send(frame, () => resolve()));
  };
  return { send, isCongested: () => waiting > 0 || socket.bufferedAmount > bufferedBytesMax };
}
