import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { callbackify } from "node:util";
import { Agent, buildConnector } from "undici";
import { createAbort } from "./abort";
import { CONNECT_MS, letGo, type Outgoing, type Reply, readBytes, send } from "./outgoing";
import { processState } from "./process-state";
import { isPublicName, placeOf, plainHost, type Reach } from "./public-host";

/**
 * Requests to addresses that others name: a model, a page, a server, a client. Such an address may only lead where it is said to reach. What
 * a name stands for is checked where the connection is made, and the connection goes to what was checked, so that no name can change
 * in between.
 */
export interface Foreign extends Partial<Outgoing> {
  /** `public`: https at its usual port, out of every private network. `own`: the owner said that it is on a network of his. */
  reach: Reach;
  /** Whether a public address may name a port of its own, as where it is the owner's who named it. */
  anyPort?: boolean;
  /** Asked of every address on the way, before anything is sent there. */
  mayGo?: (url: URL) => boolean;
  /** How many redirects are followed; without it none, and the answer is the redirect. Only where the method is GET. */
  redirectsMax?: number;
}

const REFUSALS = {
  invalid: "It is no address of the web.",
  credentials: "It holds a user name or a password.",
  not_https: "It is not an https address.",
  port: "It names a port of its own.",
  own_network: "It leads into a private network.",
  metadata: "It leads to where a cloud keeps its secrets.",
  unknown_host: "Nobody knows this host.",
  not_allowed: "Its site is not among those that may be visited.",
  redirects: "It leads from one address to the next without an end.",
} as const;

/** Why nothing was sent to an address. Its message names no address, so that it may be told to a model. */
export class RefusedAddress extends Error {
  override name = "RefusedAddress";
  constructor(readonly reason: keyof typeof REFUSALS) {
    super(REFUSALS[reason]);
  }
}

/** An answer, and the address that gave it in the end. */
export interface ForeignReply extends Reply {
  url: string;
}

/** A whole answer. */
export interface ForeignPage {
  url: string;
  status: number;
  header(name: string): string | null;
  bytes: Buffer;
}

/** How names become addresses, and addresses connections. */
export interface Network {
  /** The addresses of a host; throws where there is none. */
  resolve(host: string): Promise<string[]>;
  /** Connects to one of the addresses, and to no other. */
  connect(options: buildConnector.Options, addresses: string[], callback: buildConnector.Callback): void;
}

const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  connect(options, addresses, callback) {
    const known = addresses.map((address) => ({ address, family: isIP(address) }));
    buildConnector({
      timeout: CONNECT_MS,
      lookup: (_host, { all }, done) => {
        const [first] = known;
        if (all) done(null, known);
        else done(null, first?.address ?? "", first?.family);
      },
    })(options, callback);
  },
};

const network = processState("foreign-network", () => ({ current: internet }));

/** Takes another network for this process, for a machine that reaches the web in a way of its own. */
export function replaceNetwork(other: Network): void {
  network().current = other;
}

const agents = processState("foreign-agents", () => ({ public: agentOf("public"), own: agentOf("own") }));

/** The connections that lead only where an address of that reach may. */
export function dispatcherFor(reach: Reach): Agent {
  return agents()[reach];
}

function agentOf(reach: Reach): Agent {
  return new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => {
      addressesFor(options.hostname, options.protocol, reach, (error, addresses) => {
        if (error) callback(error, null);
        else network().current.connect(options, addresses, callback);
      });
    },
  });
}

/** The addresses of a host, each of which may be reached; throws `RefusedAddress` if one of them may not. */
async function addressesOf(hostname: string, protocol: string, reach: Reach): Promise<string[]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [host] : await resolved(host);
  if (addresses.length === 0) throw new RefusedAddress("unknown_host");
  const places = addresses.map(placeOf);
  if (places.includes("metadata")) throw new RefusedAddress("metadata");
  if (reach === "public" && places.includes("own")) throw new RefusedAddress("own_network");
  if (protocol !== "https:" && places.includes("public")) throw new RefusedAddress("not_https");
  return addresses;
}

const addressesFor = callbackify(addressesOf);

async function resolved(host: string): Promise<string[]> {
  try {
    return await network().current.resolve(host);
  } catch {
    return [];
  }
}

/** Returns the address as it may be asked; throws `RefusedAddress` where what is written already tells that it may not. */
function checked(text: string, { reach, mayGo, anyPort = false }: Foreign): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new RefusedAddress("invalid");
  if (url.username || url.password) throw new RefusedAddress("credentials");
  const host = plainHost(url);
  if (isIP(host)) {
    const place = placeOf(host);
    if (place === "metadata") throw new RefusedAddress("metadata");
    if (reach === "public" && place === "own") throw new RefusedAddress("own_network");
  } else if (reach === "public" && !isPublicName(host)) throw new RefusedAddress("own_network");
  if (reach === "public" && url.protocol !== "https:") throw new RefusedAddress("not_https");
  if (reach === "public" && !anyPort && url.port !== "") throw new RefusedAddress("port");
  if (mayGo && !mayGo(url)) throw new RefusedAddress("not_allowed");
  url.hash = "";
  return url;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What a request says to whoever answers; all else is for the one who was asked. */
const FOR_ANYBODY = new Set(["accept", "accept-language", "user-agent"]);

/**
 * Sends a request to an address that others name and returns the answer as soon as its headers are there, as `send` does. Throws
 * `RefusedAddress` before anything is sent where the address, or one that it redirects to, may not be reached.
 */
export async function sendForeign(text: string, foreign: Foreign, signal: AbortSignal): Promise<ForeignReply> {
  const { method = "GET", body, redirectsMax = 0 } = foreign;
  let url = checked(text, foreign);
  let headers = foreign.headers ?? {};
  for (let redirects = 0; ; redirects++) {
    const outgoing = { method, headers, ...(body !== undefined && { body }) };
    const reply = await send(url.href, outgoing, signal, dispatcherFor(foreign.reach));
    const location = REDIRECTS.has(reply.status) && method === "GET" && redirectsMax > 0 ? reply.header("location") : null;
    if (location === null) return { ...reply, url: url.href };
    letGo(reply);
    if (redirects >= redirectsMax) throw new RefusedAddress("redirects");
    const next = checked(URL.canParse(location, url) ? new URL(location, url).href : location, foreign);
    if (next.origin !== url.origin)
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => FOR_ANYBODY.has(name.toLowerCase())));
    url = next;
  }
}

/**
 * Sends a request as `sendForeign` does and returns the whole answer. Throws `TooLarge` when its body has more than `bytesMax` bytes once
 * decompressed, and an error named `TimeoutError` when it has not come after `timeoutMs`.
 */
export async function fetchForeign(
  text: string,
  { bytesMax, timeoutMs, ...foreign }: Foreign & { bytesMax: number; timeoutMs: number },
  signal: AbortSignal,
): Promise<ForeignPage> {
  const limit = createAbort([signal], { ms: timeoutMs, reason: () => new DOMException("It did not answer in time.", "TimeoutError") });
  try {
    const reply = await sendForeign(text, foreign, limit.signal);
    const bytes = await readBytes(reply, bytesMax);
    return { url: reply.url, status: reply.status, header: (name) => reply.header(name), bytes };
  } catch (error) {
    if (limit.signal.aborted) throw limit.signal.reason;
    throw error;
  } finally {
    limit.release();
  }
}
