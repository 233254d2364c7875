import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { replaceNetwork } from "@/lib/foreign";
import { forgetProcessState } from "@/lib/process-state";
import { applySearchServices } from "@/lib/tools/web/search-services";
import { startMcpServer, type TestMcpServer } from "../mcp-server";
import type { PageAnswer, SearchAnswer, Servers } from "./case";

/** Everything outside of this server, as a case has it: nothing of it is reached but through the checked connections. */
export interface World {
  mcp: ReadonlyMap<string, TestMcpServer>;
  /** Pages that were asked for, by host. */
  pages: string[];
  searches: URLSearchParams[];
  /** Connections to where nobody may go. */
  strays: string[];
  stop: () => Promise<void>;
}

const PUBLIC = "93.184.216.34";
const STATES = ["web-found", "web-pages", "search-services", "foreign-network", "foreign-agents", "mcp-listings", "mcp-eras"];

/** Builds the world of a case. To be stopped before another is built. */
export async function startWorld({ mcp = {}, search, pages = {}, dns = {} }: Servers): Promise<World> {
  const asked: Pick<World, "pages" | "searches" | "strays"> = { pages: [], searches: [], strays: [] };
  const answering = createServer((request, response) => {
    const url = new URL(request.url ?? "", `https://${request.headers.host}`);
    if (url.hostname === "127.0.0.1") {
      asked.searches.push(url.searchParams);
      answerSearch(search?.answers ?? {}, url.searchParams.get("q") ?? "", response);
    } else {
      asked.pages.push(url.hostname);
      answerPage(pages[`https://${url.hostname}${url.pathname}${url.search}`], request, response);
    }
  });
  await new Promise<void>((listening) => answering.listen(0, "127.0.0.1", listening));
  const { port } = answering.address() as AddressInfo;
  const started = new Map<string, TestMcpServer>();
  const ports = new Map<string, number>();
  for (const [label, { url, list, ...options }] of Object.entries(mcp)) {
    const server = await startMcpServer({ ...options, ...(list && { list }) });
    started.set(label, server);
    if (!list?.refused) ports.set(new URL(url).hostname, Number(new URL(server.url).port));
  }
  for (const url of Object.keys(pages)) ports.set(new URL(url).hostname, port);
  for (const name of STATES) forgetProcessState(name);
  if (search) applySearchServices([{ backend: "searxng", base: `http://127.0.0.1:${port}`, key: "API-KEY-MARK", reach: "own" }]);
  const lists = new Map(Object.entries(dns).map(([host, addresses]) => [host, [...addresses]]));
  replaceNetwork({
    resolve: async (host) => {
      const known = lists.get(host);
      if (known) return [(known.length > 1 ? known.shift() : known[0]) ?? PUBLIC];
      return host.endsWith(".test") ? [PUBLIC] : [];
    },
    connect({ hostname, port: to }, addresses, callback) {
      const isPublic = addresses.every((address) => address === PUBLIC);
      const isOwn = [port, ...[...started.values()].map(({ url }) => Number(new URL(url).port))].includes(Number(to));
      const at = isPublic ? ports.get(hostname) : isOwn ? Number(to) : null;
      if (at === null) asked.strays.push(`${hostname} ${addresses.join(", ")}`);
      const socket = connect(at ?? 1, "127.0.0.1", () => callback(null, socket));
      socket.once("error", (error) => callback(error, null));
    },
  });
  const stop = async (): Promise<void> => {
    for (const name of STATES) forgetProcessState(name);
    answering.closeAllConnections();
    answering.close();
    await Promise.all([...started.values()].map((server) => server.stop()));
  };
  return { ...asked, mcp: started, stop };
}

function answerSearch(answers: Record<string, SearchAnswer>, query: string, response: ServerResponse): void {
  const answer = answers[query] ?? answers["*"] ?? [];
  if ("stalls" in answer) return;
  if ("status" in answer) return void response.writeHead(answer.status).end(answer.raw ?? "");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ results: answer }));
}

function answerPage(page: PageAnswer | undefined, _request: IncomingMessage, response: ServerResponse): void {
  if (!page) return void response.writeHead(404).end();
  if ("stalls" in page) return;
  if ("redirect" in page) return void response.writeHead(302, { location: page.redirect }).end();
  const body = "repeat" in page ? page.repeat[0].repeat(page.repeat[1]) : page.body;
  const { status = 200, headers = {} } = "body" in page ? page : {};
  response.writeHead(status, { "content-type": page.type, ...headers }).end(body);
}
