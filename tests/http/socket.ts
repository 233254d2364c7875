import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { apiRoutes } from "@/lib/embed/routes";
import { createListener, type ListenerOptions } from "@/lib/server/listener";
import type { SocketLimits } from "@/lib/server/websocket/limits";
import { newActor, newKey } from "@/tests/keys/fixture";

/** What came over the socket: an event of a response, or an error. */
export interface Frame {
  type: string;
  status?: number;
  error?: { code: string; message: string; type: string; param: string | null };
  response?: { id: string; status: string; output: unknown[]; usage?: unknown };
  [member: string]: unknown;
}

const TERMINAL = /^response\.(completed|failed|incomplete)$/;
const SLOW_MS = 10_000;

/** A server on loopback with WebSockets of these limits, and a key for it. */
export async function listen(limits: Partial<SocketLimits> = {}, pageSockets: ListenerOptions["pageSockets"] = null) {
  const pages: ListenerOptions["pages"] = async (_request, response) => void response.end("page");
  const server = createListener({ routes: apiRoutes, pages, pageSockets, socketLimits: limits });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const actor = await newActor();
  const { secret, key } = await newKey(actor);
  const { port } = server.address() as AddressInfo;
  return { server, port, host: `127.0.0.1:${port}`, actor, secret, key };
}

export interface Listening {
  server: Server;
  host: string;
  secret: string;
}

/** An open connection, and what can be said and heard on it. */
export interface Talk {
  socket: WebSocket;
  /** Every frame so far. */
  heard: Frame[];
  say: (message: unknown) => void;
  /** The next frame that nobody asked for yet. */
  next: () => Promise<Frame>;
  /** Asks for a response; gives its events, or the one error. */
  ask: (body: Record<string, unknown>) => Promise<Frame[]>;
  closed: Promise<{ code: number; reason: string }>;
}

export async function talk({ host, secret }: Pick<Listening, "host" | "secret">, path = "/v1/embed/responses"): Promise<Talk> {
  const socket = new WebSocket(`ws://${host}${path}`, { headers: { authorization: `Bearer ${secret}` } });
  onTestFinished(() => socket.terminate());
  const heard: Frame[] = [];
  let read = 0;
  let wake = () => {};
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) throw new Error("Nothing binary is ever sent.");
    heard.push(JSON.parse(data.toString()) as Frame);
    wake();
  });
  socket.on("error", () => {});
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await once(socket, "open");

  const next = async (): Promise<Frame> => {
    const end = Date.now() + SLOW_MS;
    while (heard.length <= read) {
      if (Date.now() > end) throw new Error("Nothing came.");
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 100);
      });
    }
    return heard[read++] as Frame;
  };
  const say = (message: unknown) =>
    socket.send(typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  const ask = async (body: Record<string, unknown>): Promise<Frame[]> => {
    say({ type: "response.create", ...body });
    const events: Frame[] = [];
    for (;;) {
      const frame = await next();
      events.push(frame);
      // An error before the first event stands alone.
      if (TERMINAL.test(frame.type) || (frame.type === "error" && events.length === 1)) return events;
    }
  };
  return { socket, heard, say, next, ask, closed };
}

/** The answer to a handshake that was refused. */
export async function refusal(
  url: string,
  headers: Record<string, string>,
): Promise<{ response: IncomingMessage; body: { error: { code: string } } }> {
  const socket = new WebSocket(url, { headers });
  socket.on("error", () => {});
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  let text = "";
  for await (const bytes of response) text += String(bytes);
  return { response, body: JSON.parse(text) };
}
