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
import { askAgainWithoutUpgrade } from "./ask-again";
import { serveConnection } from "./connection";
import { countConnections } from "./connections";
import { explainClose } from "./explain-close";
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
