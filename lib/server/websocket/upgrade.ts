import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { authenticate } from "@/lib/auth/authenticate";
import { ApiError, toApiError } from "@/lib/errors";
import { isApiPath } from "@/lib/http/api-path";
import { matchPath } from "@/lib/http/match-path";
import { report } from "@/lib/http/report";
import { newUsageNote } from "@/lib/http/usage-note";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { isDraining } from "../drain";
import { splitTarget } from "../native-exchange";
import { serveConnection } from "./connection";
import { countConnections } from "./connections";
import { errorFrame } from "./frame";
import type { SocketLimits } from "./limits";
import { type Opening, toOpening } from "./opening";
import { refuseUpgrade } from "./raw-answer";

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Takes WebSockets at the path of responses; those for pages go to `pages`, or are refused when there are none. */
export function acceptWebSockets(server: Server, pages: Upgrade | null, limits: SocketLimits): void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytesMax,
  });
  sockets.on("wsClientError", (_error, socket) => {
    const error = new ApiError("invalid_request", "The request is not a valid WebSocket handshake.");
    refuseUpgrade(socket, error, newId("req"), { "sec-websocket-version": "13" });
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== "websocket") askAgainWithoutUpgrade(server, request, socket, head);
    else if (pages && isForPages(request)) pages(request, socket, head);
    else void open(sockets, request, socket, head, limits);
  });
}

function isForPages(request: IncomingMessage): boolean {
  return !isApiPath(splitTarget(request.url ?? "/")[0], (name) => request.headers[name]?.toString());
}

async function open(sockets: WebSocketServer, request: IncomingMessage, socket: Duplex, head: Buffer, limits: SocketLimits): Promise<void> {
  const departure = new AbortController();
  const depart = () => departure.abort();
  socket.once("close", depart);
  // Until the WebSocket is there, nobody else listens; and without a listener an error ends the process.
  socket.on("error", depart);
  const opening = toOpening(request, departure.signal);
  const usage = newUsageNote(newId("req"), opening.route);
  try {
    usage.principal = await authenticateOpening(opening);
    const caller = usage.principal;
    assertRoom(caller, limits);
    sockets.handleUpgrade(request, socket, head, (client: WebSocket) => {
      explainClose(client);
      serveConnection(client, { opening, caller, depart }, limits);
    });
  } catch (thrown) {
    const error = toApiError(thrown);
    report(opening, usage, error.status, error);
    refuseUpgrade(socket, error, usage.requestId);
  }
}

/** Who asks. Throws what the same request over HTTP would be answered with. */
async function authenticateOpening(opening: Opening): Promise<Principal> {
  if (!matchPath(opening.route, opening.path))
    throw new ApiError("not_found", "There is no WebSocket at this path. Responses are at /v1/embed/responses.");
  assertNotDraining();
  const caller = await authenticate(opening);
  assertNotDraining();
  return caller;
}

function assertNotDraining(): void {
  if (isDraining()) throw new ApiError("service_unavailable", "The server is shutting down. Try again.", { retryAfterMs: 1_000 });
}

function assertRoom(caller: Principal, { perUserMax }: SocketLimits): void {
  if (countConnections(caller.userId) < perUserMax) return;
  throw new ApiError("rate_limit_exceeded", `At most ${perUserMax} connections of one user may be open at a time.`);
}

const HOP_HEADERS = new Set(["upgrade", "http2-settings", "connection"]);

/**
 * A client may offer a protocol that is not spoken here, as Java's does with HTTP/2, and is then to be answered as if it had not. Node
 * takes every such request for an upgrade as soon as anybody listens for one, so it is read again without the offer.
 */
function askAgainWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? "";
    if (!HOP_HEADERS.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  if (/\bclose\b/i.test(request.headers.connection ?? "")) lines.push("connection: close");
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

/** The codes by which the protocol itself is broken, and what the client is told. */
const BREACHES: Record<number, ApiError> = {
  1002: new ApiError("invalid_request", "What was sent is not valid WebSocket protocol."),
  1007: new ApiError("invalid_json", "The message is not valid UTF-8."),
  1009: new ApiError("body_too_large", "The message is larger than the server takes."),
};

/** The library closes a connection that breaks the protocol by a bare code; the client is told in a frame what it did first. */
function explainClose(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => {
    const breach = code === undefined ? undefined : BREACHES[code];
    if (breach && socket.readyState === socket.OPEN) socket.send(errorFrame(breach), () => {});
    close(code, reason);
  };
}
