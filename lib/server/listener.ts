import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError, toApiError } from "@/lib/errors";
import { type Answer, errorAnswer } from "@/lib/http/answer";
import { isApiPath } from "@/lib/http/api-path";
import type { ApiRoute } from "@/lib/http/api-route";
import { dispatch } from "@/lib/http/dispatch";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { openApiAnswer } from "@/lib/openapi/answer";
import { isDraining } from "./drain";
import { liveness, readiness } from "./health";
import { metricsAnswer } from "./metrics";
import { writeAnswer } from "./native-answer";
import { readHeader, splitTarget, toExchange } from "./native-exchange";
import { type Pages, servePage } from "./pages/serve-page";
import { refusedPage } from "./plain-page";
import { pagePathFault, requestLineFault } from "./request-line";
import { SOCKET_LIMITS, type SocketLimits } from "./websocket/limits";
import { refuseUpgrade } from "./websocket/raw-answer";
import { acceptWebSockets, type Upgrade } from "./websocket/upgrade";

const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than the usual 60 seconds of proxies, so that they, not we, close idle connections. */
const KEEP_ALIVE_MS = 65_000;

const PAGE_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const METHODS = [...PAGE_METHODS].join(", ");

export interface ListenerOptions {
  routes: readonly ApiRoute[];
  /** What answers every path that is not the API's nor a health check. */
  pages: Pages;
  /** What takes the WebSockets of pages; a built server has none. */
  pageSockets?: Upgrade | null;
  /** Of the API's WebSockets. */
  socketLimits?: Partial<SocketLimits>;
}

/** Node's server: the API and the health checks are answered here, pages by Next. No request makes it throw. */
export function createListener({ routes, pages, pageSockets = null, socketLimits = {} }: ListenerOptions): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => void serve(request, response, routes, pages),
  );
  // The API reads a body only once it knows the caller; pages read theirs at once.
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => void serve(request, response, routes, pages));
  server.on("clientError", refuseConnection);
  server.on("connect", (_request: IncomingMessage, socket: Duplex) => refuseUpgrade(socket, noProxy()));
  acceptWebSockets(server, pageSockets, { ...SOCKET_LIMITS, ...socketLimits });
  return server;
}

async function serve(request: IncomingMessage, response: ServerResponse, routes: readonly ApiRoute[], pages: Pages): Promise<void> {
  response.on("error", (error) => log.debug({ err: error.message }, "a response could not be written"));
  if (isDraining()) response.setHeader("connection", "close");
  try {
    const answer = await answerNatively(request, response, routes);
    if (answer) await writeAnswer(request, response, identified(answer));
    else await servePage(request, response, pages);
  } catch (error) {
    log.error({ err: error, method: request.method, path: splitTarget(request.url ?? "/")[0] }, "a request failed outside its handler");
    if (response.headersSent) response.destroy();
    else await writeAnswer(request, response, errorAnswer(toApiError(error)));
  }
}

/** Every answer that is not a page has a request id. */
function identified(answer: Answer): Answer {
  answer.headers["x-request-id"] ??= newId("req");
  return answer;
}

async function answerNatively(request: IncomingMessage, response: ServerResponse, routes: readonly ApiRoute[]): Promise<Answer | null> {
  if (request.url === "*" && request.method === "OPTIONS") return { status: 204, headers: { allow: METHODS }, body: null };
  const fault = requestLineFault(request);
  if (fault) return errorAnswer(fault);
  const [path] = splitTarget(request.url ?? "/");
  if (path === "/healthz") return liveness();
  if (path === "/readyz") return readiness();
  if (path === "/metrics") return metricsAnswer(readHeader(request, "authorization"));
  if (path === "/openapi.json") return openApiAnswer();
  if (isApiPath(path, (name) => request.headers[name]?.toString())) return dispatch(routes, toExchange(request, response));
  return refusePage(request);
}

/** The answer to what can't be a request of a page; null for Next to answer. */
function refusePage(request: IncomingMessage): Answer | null {
  if (!PAGE_METHODS.has(request.method ?? "")) {
    const answer = errorAnswer(new ApiError("method_not_allowed", "Pages do not take this method."));
    answer.headers.allow = METHODS;
    return answer;
  }
  const fault = pagePathFault(request);
  if (!fault) return null;
  return refusedPage(request.headers.accept, fault, { title: "This address is not complete", text: fault.message, next: "start" });
}

function noProxy(): ApiError {
  return new ApiError("method_not_allowed", "This server is no proxy.");
}

const CONNECTION_ERRORS: Record<string, { status: string; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: "431 Request Header Fields Too Large", message: "The headers are larger than the server takes." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: "408 Request Timeout", message: "The request did not arrive in time." },
};

/** What is no HTTP, too large or too slow still gets an answer in the API's form. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, message } = CONNECTION_ERRORS[error.code ?? ""] ?? {
    status: "400 Bad Request",
    message: "The request is not valid HTTP.",
  };
  const body = JSON.stringify(new ApiError("invalid_request", message).toBody());
  const head = [
    `HTTP/1.1 ${status}`,
    "content-type: application/json",
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    `x-request-id: ${newId("req")}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
