import type { WebSocket } from "ws";
import type { ConnectionMemory } from "@/lib/embed/responses/connection-memory";
import { ApiError } from "@/lib/errors";
import { errorFrame } from "./frame";
import type { SocketLimits } from "./limits";
import type { Opening } from "./opening";
import { createSender } from "./sender";
import { runTurn } from "./turn";

/** Why a connection closes: the code of WebSocket, and the error that the client is told before. */
interface Ending {
  code: (typeof CLOSE)[keyof typeof CLOSE];
  reason: string;
  error: ApiError | null;
}

export const CLOSE = { normal: 1000, goingAway: 1001, notAllowed: 1008 } as const;

/** The messages of one connection, each answered before the next is taken. */
export interface Turns {
  take: (bytes: Buffer, isBinary: boolean) => void;
  /** Takes no more messages, and closes as soon as the last answer is whole. The first reason counts. */
  end: (ending: Ending) => void;
  isEnding: () => boolean;
  isIdle: () => boolean;
}

export function createTurns(socket: WebSocket, opening: Opening, memory: ConnectionMemory, limits: SocketLimits): Turns {
  const { send, isCongested } = createSender(socket, limits);
  let isBusy = false;
  /** A turn whose last event has left may still have something to put away. */
  let running = 0;
  let ending: Ending | null = null;

  const end = (next: Ending) => {
    ending ??= next;
    if (running === 0) void close(ending);
  };
  const close = async ({ code, reason, error }: Ending) => {
    if (error) await send(errorFrame(error));
    socket.close(code, reason);
  };
  const refuse = async (error: ApiError) => {
    if (isCongested()) socket.pause();
    await send(errorFrame(error));
    socket.resume();
  };
  const run = async (bytes: Buffer, isBinary: boolean) => {
    isBusy = true;
    running++;
    let isOver = false;
    const onOver = () => {
      if (!isOver) isBusy = false;
      isOver = true;
    };
    const failure = await runTurn({ opening, message: { bytes, isBinary }, memory, limits, send, onOver });
    onOver();
    running--;
    // Whoever may not ask now was allowed to when the connection was opened.
    if (failure?.isUnknownCaller) end({ code: CLOSE.notAllowed, reason: failure.error.code, error: null });
    else if (ending) end(ending);
  };
  const take = (bytes: Buffer, isBinary: boolean) => {
    if (ending) return;
    if (isBusy) void refuse(busy());
    else void run(bytes, isBinary);
  };
  return { take, end, isEnding: () => ending !== null, isIdle: () => running === 0 };
}

function busy(): ApiError {
  return new ApiError(
    "response_in_progress",
    "A response is in progress on this connection. Wait for its last event, or open another one.",
  );
}
