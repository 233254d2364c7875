import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import {
  createMcpHandler,
  type JSONRPCMessage,
  Server,
  type ServerContext,
  type Transport,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

/** What a tool of the test server does when it is called; or what its listing does. */
export interface McpAnswer {
  content?: unknown[];
  structuredContent?: unknown;
  isError?: boolean;
  /** Waits, with progress in between if asked for. */
  delayMs?: number;
  progressEveryMs?: number;
  /** A text of so many bytes. */
  bytes?: number;
  /** An error of JSON-RPC. */
  rpcError?: { code: number; message: string };
  /** Answers the HTTP request itself, in place of the protocol. */
  status?: number;
  redirect?: string;
  raw?: string;
}

export interface McpServerOptions {
  era: "2025-11-25" | "2026-07-28" | "sse";
  tools: Record<string, unknown>[];
  answers?: Record<string, McpAnswer>;
  /** What asking for the tools, or anything before it, is answered with. */
  list?: McpAnswer;
  resources?: Record<string, { mimeType: string; text: string; meta?: Record<string, unknown> }>;
}

export interface TestMcpServer {
  url: string;
  /** The methods it was asked for, in order; a call with its tool's name; `left` when somebody did not wait for an answer. */
  seen: string[];
  /** The paths that were asked for, each once a request. */
  paths: string[];
  /** When each call ran. */
  spans: { name: string; fromMs: number; toMs: number }[];
  /** The headers of the last request. */
  headers: Record<string, string | string[] | undefined>;
  stop: () => Promise<void>;
}

/** Starts an MCP server over HTTP, of the era that is asked for, with the official library behind it. */
export async function startMcpServer(options: McpServerOptions): Promise<TestMcpServer> {
  const seen: string[] = [];
  const paths: string[] = [];
  const spans: TestMcpServer["spans"] = [];
  const factory = () => serverOf(options, spans);
  const modern = createMcpHandler(factory, { legacy: "reject" });
  const sse = new Map<string, SseTransport>();
  const state = { headers: {} as IncomingMessage["headers"] };
  const server = createServer(async (request, response) => {
    state.headers = request.headers;
    paths.push(request.url ?? "");
    const body = await bodyOf(request);
    const message = body === "" ? null : (JSON.parse(body) as { method?: string; params?: { name?: string } });
    response.once("close", () => {
      if (!response.writableFinished) seen.push("left");
    });
    if (message?.method) seen.push(message.params?.name ? `${message.method} ${message.params.name}` : message.method);
    const isList = message?.method === "tools/list" || (options.list?.status !== undefined && message !== null);
    const raw = message?.method === "tools/call" ? options.answers?.[message.params?.name ?? ""] : isList ? options.list : undefined;
    if (raw && answersItself(raw, response)) return;
    if (options.era === "sse") return overSse(request, response, { sse, factory, message: message as JSONRPCMessage | null });
    const asked = toRequest(request, body);
    if (options.era === "2026-07-28") return write(response, await modern.fetch(asked));
    const transport = new WebStandardStreamableHTTPServerTransport();
    await factory().connect(transport);
    return write(response, await transport.handleRequest(asked));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${options.era === "sse" ? "sse" : "mcp"}`,
    seen,
    paths,
    spans,
    get headers() {
      return state.headers;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answersItself({ status, redirect, raw }: McpAnswer, response: ServerResponse): boolean {
  if (status === undefined && redirect === undefined && raw === undefined) return false;
  response.writeHead(status ?? (redirect ? 307 : 200), { "content-type": "application/json", ...(redirect && { location: redirect }) });
  response.end(raw ?? "{}");
  return true;
}

function serverOf({ tools, answers = {}, resources = {} }: McpServerOptions, spans: TestMcpServer["spans"]): Server {
  const server = new Server({ name: "test", version: "1.0.0" }, { capabilities: { tools: {}, resources: {} } });
  server.setRequestHandler("tools/list", () => ({ tools: tools as never }));
  server.setRequestHandler("resources/read", ({ params: { uri } }) => {
    const { meta, ...found } = resources[uri] ?? { mimeType: "text/plain", text: "" };
    return { contents: [{ uri, ...found, ...(meta && { _meta: meta }) }] };
  });
  server.setRequestHandler("tools/call", async ({ params }, context) => {
    const answer = answers[params.name];
    if (!answer) return { content: [{ type: "text", text: "no such tool" }], isError: true };
    const span = { name: params.name, fromMs: performance.now(), toMs: Number.POSITIVE_INFINITY };
    spans.push(span);
    if (answer.delayMs) await delayed(answer, params._meta?.progressToken, context);
    span.toMs = performance.now();
    if (answer.rpcError) throw Object.assign(new Error(answer.rpcError.message), { code: answer.rpcError.code });
    const text = { type: "text" as const, text: "x".repeat(answer.bytes ?? 0) };
    const content = (answer.content ?? (answer.bytes ? [text] : [])) as never[];
    const structured = answer.structuredContent === undefined ? {} : { structuredContent: answer.structuredContent as never };
    return { content, ...structured, ...(answer.isError && { isError: true }) };
  });
  return server;
}

async function delayed(answer: McpAnswer, token: string | number | undefined, { mcpReq }: ServerContext): Promise<void> {
  const { delayMs = 0, progressEveryMs = delayMs } = answer;
  for (let waited = 0; waited < delayMs; waited += progressEveryMs) {
    await wait(Math.min(progressEveryMs, delayMs - waited), undefined, { signal: mcpReq.signal });
    if (token === undefined || answer.progressEveryMs === undefined) continue;
    await mcpReq.notify({
      method: "notifications/progress",
      params: { progressToken: token, progress: waited + progressEveryMs, total: delayMs, message: "working" },
    });
  }
}

/** The transport from before streamable HTTP: one stream of events, and messages by POST. */
class SseTransport implements Transport {
  onmessage?: Transport["onmessage"];
  onclose?: () => void;
  constructor(private readonly response: ServerResponse) {}
  async start(): Promise<void> {}
  async send(message: JSONRPCMessage): Promise<void> {
    this.response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  }
  async close(): Promise<void> {
    this.onclose?.();
  }
}

interface Sse {
  sse: Map<string, SseTransport>;
  factory: () => Server;
  message: JSONRPCMessage | null;
}

async function overSse(request: IncomingMessage, response: ServerResponse, { sse, factory, message }: Sse): Promise<void> {
  const id = new URL(request.url ?? "", "http://localhost").searchParams.get("session");
  if (request.method === "GET") {
    const session = String(sse.size + 1);
    const transport = new SseTransport(response);
    sse.set(session, transport);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`event: endpoint\ndata: /sse/messages?session=${session}\n\n`);
    request.on("close", () => transport.close());
    return factory().connect(transport);
  }
  const transport = sse.get(id ?? "");
  response.writeHead(transport && message ? 202 : 405).end();
  if (transport && message) transport.onmessage?.(message);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function toRequest(request: IncomingMessage, body: string): Request {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const method = request.method ?? "GET";
  const departure = new AbortController();
  request.socket.once("close", () => departure.abort());
  const init = { method, headers, signal: departure.signal, ...(method === "POST" && { body }) };
  return new Request(`http://${request.headers.host}${request.url}`, init);
}

async function write(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body) for await (const chunk of answer.body) response.write(chunk);
  response.end();
}
