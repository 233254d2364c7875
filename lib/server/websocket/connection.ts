import type { RawData, WebSocket } from "ws";
import { ApiError } from "@/lib/errors";
import { watchPrincipal } from "@/lib/http/watch-principal";
import { log } from "@/lib/log";
import type { Principal } from "@/lib/principal";
import { type Connection, connections } from "./connections";
import type { SocketLimits } from "./limits";
import { createMemory } from "./memory";
import type { Opening } from "./opening";
import { CLOSE, createTurns, type Turns } from "./turns";

/** How soon it is noticed that a client has said goodbye without hanging up. */
const DEPARTURE_MS = 500;

export interface Admitted {
  opening: Opening;
  caller: Principal;
  /** Fires the opening's signal. */
  depart: () => void;
}

/** Serves a client that got its WebSocket, until either side ends it. One response runs at a time. */
export function serveConnection(socket: WebSocket, { opening, caller, depart }: Admitted, limits: SocketLimits): void {
  const memory = createMemory();
  const turns = createTurns(socket, opening, memory, limits);
  const connection: Connection = {
    userId: caller.userId,
    leave: () => turns.end({ code: CLOSE.goingAway, reason: "The server is shutting down.", error: null }),
    cut: () => socket.terminate(),
  };
  connections().add(connection);
  const stops = [
    endWithKey(turns, caller),
    endWithAge(turns, limits.lifetimeMs),
    cutWhenDead(socket, limits.pingMs),
    noticeDeparture(socket, turns, depart),
  ];
  socket.on("message", (data: RawData, isBinary: boolean) => turns.take(data as Buffer, isBinary));
  socket.on("error", (error) => log.debug({ err: error.message }, "a WebSocket broke"));
  socket.on("close", () => {
    connections().delete(connection);
    depart();
    memory.forget();
    for (const stop of stops) stop();
  });
}

/** A key that stops being usable ends the connection; whatever runs says why itself. */
function endWithKey(turns: Turns, caller: Principal): () => void {
  return watchPrincipal(caller, (error) => turns.end({ code: CLOSE.notAllowed, reason: error.code, error: turns.isIdle() ? error : null }));
}

function endWithAge(turns: Turns, lifetimeMs: number): () => void {
  const code = "websocket_connection_limit_reached";
  const message = `A connection lives for ${Math.round(lifetimeMs / 60_000)} minutes, and this one has. Open a new one to go on.`;
  const timer = setTimeout(() => turns.end({ code: CLOSE.normal, reason: code, error: new ApiError(code, message) }), lifetimeMs);
  return () => clearTimeout(timer);
}

/** Asks the other side now and then whether it is there, and cuts the line when it has not answered by the next time. */
function cutWhenDead(socket: WebSocket, pingMs: number): () => void {
  let isAlive = true;
  const alive = () => {
    isAlive = true;
  };
  socket.on("pong", alive);
  socket.on("message", alive);
  const timer = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, pingMs);
  return () => clearInterval(timer);
}

function noticeDeparture(socket: WebSocket, turns: Turns, depart: () => void): () => void {
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN && !turns.isEnding()) depart();
  }, DEPARTURE_MS);
  return () => clearInterval(timer);
}
