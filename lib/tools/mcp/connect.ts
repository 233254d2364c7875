import type * as ClientLibrary from "@modelcontextprotocol/client";
import type { CallToolResult, Client, PriorDiscovery, Transport } from "@modelcontextprotocol/client";
import { z } from "zod/v4";
import { createAbort } from "@/lib/abort";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import type { Reach } from "@/lib/public-host";
import { VERSION } from "@/lib/version";
import { httpFailure, McpFailure, nonsense, tooSlow } from "./failure";
import { createServerFetch, type FetchOfServer } from "./server-fetch";

/** How a server is reached. */
export interface McpAddress {
  url: string;
  /** Its credentials among them. */
  headers: Record<string, string>;
  reach: Reach;
  /** Whether it may name a port of its own. */
  anyPort: boolean;
  /** `auto` takes streamable HTTP, and the older SSE where the server knows nothing else. */
  transport: "auto" | "http" | "sse";
}

export interface McpTimes {
  connectMs: number;
  /** How long a call may be silent; progress begins it anew. */
  callMs: number;
  callMsMax: number;
}

const CALL_MS_MAX = 300_000;

/** How long servers are waited for. */
export function mcpTimes(): McpTimes {
  const callMs = env().MCP_CALL_MS;
  return { connectMs: 10_000, callMs, callMsMax: Math.max(callMs, CALL_MS_MAX) };
}

export interface CallProgress {
  /** Between 0 and 1; null where the server does not say of how much. */
  share: number | null;
  message: string | null;
}

/** A connection to a server, for one response. Its methods throw `McpFailure`, or the reason of the signal once that fires. */
export interface McpConnection {
  readonly version: string;
  /** Every tool as the server writes it: one that is not as it should be takes none of the others along. */
  listTools(signal: AbortSignal): Promise<unknown[]>;
  callTool(
    name: string,
    args: Record<string, unknown>,
    signal: AbortSignal,
    onProgress?: (progress: CallProgress) => void,
  ): Promise<CallToolResult>;
  readResource(uri: string, signal: AbortSignal): Promise<Resource[]>;
  /** Ends it, once what was sent last has been received. */
  close(): Promise<void>;
}

interface Resource {
  uri: string;
  mimeType: string | null;
  text: string | null;
  meta: Record<string, unknown>;
}

/** A whole listing may come in so many pages. */
const PAGES_MAX = 20;
const ToolsPage = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });
const CLOSE_MS = 500;

// What a server sends for its own output schemas is not compiled: a pattern could hold this process up.
const TRUSTING = { getValidator: () => (data: unknown) => ({ valid: true as const, data: data as never, errorMessage: undefined }) };

/** Opens a connection in whichever of the protocol's eras the server speaks. Throws `McpFailure`, or the reason of the signal. */
export async function connect(address: McpAddress, signal: AbortSignal, times: McpTimes = mcpTimes()): Promise<McpConnection> {
  const sdk = await import("@modelcontextprotocol/client");
  const broken = createAbort([]);
  const url = new URL(address.url);
  const network = createServerFetch({ ...address, url, signal: broken.signal, onFailure: (failure) => broken.fire(failure) });
  const newClient = () =>
    new sdk.Client({ name: "vitrine", version: VERSION }, { versionNegotiation: { mode: "auto" }, jsonSchemaValidator: TRUSTING });
  const guard = guardOf(sdk, broken.signal);
  const open = async (transport: Transport, prior: PriorDiscovery | undefined): Promise<Client> => {
    const client = newClient();
    await guard(signal, (limit) =>
      client.connect(transport, { signal: limit, timeout: times.connectMs, maxTotalTimeout: times.connectMs, ...(prior && { prior }) }),
    );
    return client;
  };
  const overHttp = () =>
    new sdk.StreamableHTTPClientTransport(url, {
      fetch: network.fetch,
      reconnectionOptions: { maxRetries: 0, initialReconnectionDelay: 1, maxReconnectionDelay: 1, reconnectionDelayGrowFactor: 1 },
    });
  const overSse = () => new sdk.SSEClientTransport(url, { fetch: accepted(network.fetch), eventSourceInit: { fetch: network.fetch } });

  const known = recall(address.url);
  try {
    const opened = await openFirst(address.transport, known, {
      http: () => open(overHttp(), known?.era === "legacy" ? LEGACY : undefined),
      sse: () => open(overSse(), LEGACY),
    });
    remember(address.url, opened.era);
    return connectionOf(opened.client, { guard, times, settled: network.settled, fire: broken.fire });
  } catch (error) {
    broken.fire(error);
    throw error;
  }
}

/** Over SSE the answer to a message that was sent is its status alone, which the library would keep to itself. */
function accepted(ask: FetchOfServer["fetch"]): FetchOfServer["fetch"] {
  return async (url, init) => {
    const answer = await ask(url, init);
    if (init?.method === "POST" && !answer.ok) throw httpFailure(answer.status);
    return answer;
  };
}

type Sdk = typeof ClientLibrary;
type Guard = <T>(signal: AbortSignal, work: (limit: AbortSignal) => Promise<T>) => Promise<T>;
type Era = "sse" | "legacy" | "modern";
const LEGACY: PriorDiscovery = { kind: "legacy" };

interface Opened {
  client: Client;
  era: Era;
}

/** Streamable HTTP first; what answers 404, 405 or 400 to that may be of the time before it. */
async function openFirst(
  transport: McpAddress["transport"],
  known: KnownEra | undefined,
  open: Record<"http" | "sse", () => Promise<Client>>,
): Promise<Opened> {
  const overSse = async (): Promise<Opened> => ({ client: await open.sse(), era: "sse" });
  if (transport === "sse" || (transport === "auto" && known?.era === "sse")) return overSse();
  try {
    const client = await open.http();
    return { client, era: client.getProtocolEra() === "modern" ? "modern" : "legacy" };
  } catch (error) {
    const isOlder = error instanceof McpFailure && error.type === "http_error" && [400, 404, 405].includes(error.code);
    if (transport === "http" || !isOlder) throw error;
    return overSse().catch(() => Promise.reject(error));
  }
}

interface KnownEra {
  era: Era;
  untilMs: number;
}
const ERA_MS = 24 * 3_600_000;
const ERAS_MAX = 500;
const eras = processState("mcp-eras", () => new Map<string, KnownEra>());

/** That a server is of an older era holds for every caller; what one of the newer says of itself may be meant for one alone. */
function recall(url: string): KnownEra | undefined {
  const known = eras().get(url);
  return known && known.untilMs > Date.now() ? known : undefined;
}

function remember(url: string, era: Era): void {
  const all = eras();
  if (all.size >= ERAS_MAX) all.delete(all.keys().next().value ?? "");
  all.set(url, { era, untilMs: Date.now() + ERA_MS });
}

interface ConnectionParts {
  guard: Guard;
  times: McpTimes;
  settled: () => Promise<void>;
  fire: (reason: unknown) => void;
}

function connectionOf(client: Client, { guard, times, settled, fire }: ConnectionParts): McpConnection {
  return {
    version: client.getNegotiatedProtocolVersion() ?? "",
    listTools: async (signal) => {
      const tools: unknown[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const request = { method: "tools/list", params: cursor === undefined ? {} : { cursor } };
        const found = await guard(signal, (limit) =>
          client.request(request, ToolsPage, { signal: limit, timeout: times.connectMs, maxTotalTimeout: times.callMs }),
        );
        tools.push(...found.tools);
        cursor = found.nextCursor;
        if (cursor === undefined) break;
      }
      return tools;
    },
    callTool: (name, args, signal, onProgress) =>
      guard(signal, (limit) =>
        client.callTool(
          { name, arguments: args },
          {
            signal: limit,
            timeout: times.callMs,
            maxTotalTimeout: times.callMsMax,
            resetTimeoutOnProgress: true,
            onprogress: ({ progress, total, message }) =>
              onProgress?.({ share: total ? Math.min(1, progress / total) : null, message: message ?? null }),
          },
        ),
      ),
    readResource: async (uri, signal) => {
      const { contents } = await guard(signal, (limit) => client.readResource({ uri }, { signal: limit, timeout: times.connectMs }));
      return contents.map((content) => ({
        uri: content.uri,
        mimeType: content.mimeType ?? null,
        text: "text" in content ? content.text : null,
        meta: content._meta ?? {},
      }));
    },
    close: async () => {
      // A call that was given up is still being taken back.
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([settled(), late]);
      await client.close().catch(() => undefined);
      fire(new Error("The connection is closed."));
    },
  };
}

/** Leads every way in which the library can fail to one: a failure of ours, or the reason of the signal that fired. */
function guardOf(sdk: Sdk, broken: AbortSignal): Guard {
  return async (signal, work) => {
    signal.throwIfAborted();
    const limit = createAbort([signal, broken]);
    try {
      return await work(limit.signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (broken.aborted && broken.reason instanceof McpFailure) throw broken.reason;
      throw toFailure(sdk, error);
    } finally {
      limit.release();
    }
  };
}

function toFailure(sdk: Sdk, error: unknown): McpFailure {
  if (error instanceof McpFailure) return error;
  const status = statusOf(sdk, error);
  if (status !== null) return httpFailure(status);
  if (sdk.ProtocolError.isInstance(error)) return new McpFailure("mcp_protocol_error", error.code, `The server failed: ${error.message}`);
  if (sdk.SdkError.isInstance(error) && error.code === sdk.SdkErrorCode.RequestTimeout) return tooSlow();
  return nonsense();
}

function statusOf(sdk: Sdk, error: unknown): number | null {
  if (sdk.SdkHttpError.isInstance(error)) return error.status;
  if (sdk.SseError.isInstance(error)) return error.code ?? null;
  const data = sdk.SdkError.isInstance(error) ? error.data : null;
  return typeof data === "object" && data !== null && "status" in data && typeof data.status === "number" ? data.status : null;
}
