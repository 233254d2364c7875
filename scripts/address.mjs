import { createServer } from "node:net";
import { Failure } from "./failure.mjs";
import { commands } from "./paths.mjs";
import { runningServers } from "./running.mjs";

const HINT = "Correct it in .env, for example BASE_URL=https://ui.example.com, or leave it out.";

/**
 * Where the settings say that the server listens and is reached; nothing is tried out.
 * @returns {{ host: string, port: number, baseUrl: string | null }} `baseUrl` is the public origin, when one is set
 * @throws {Failure} naming the setting that can't be used
 */
export function readAddress() {
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(`PORT is ${JSON.stringify(process.env.PORT)}: it must be a number from 0 to 65535.`);
  }
  return { host: process.env.HOST ?? "127.0.0.1", port, baseUrl: readBaseUrl(process.env.BASE_URL) };
}

/**
 * The address to open on this machine.
 * @param {{ host: string, port: number, baseUrl: string | null }} address
 */
export function urlOf({ host, port, baseUrl }) {
  if (baseUrl) return baseUrl;
  const shown = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host) ? "localhost" : host;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`;
}

/**
 * Where the server will listen, checked to be free; PORT=0 picks a free port.
 * @returns {Promise<{ port: number, url: string, env: Record<string, string> }>} `url` is the address to open on this machine, `env` what
 *   the server gets to know of it
 * @throws {Failure}
 */
export async function checkAddress() {
  const { host, port: wanted, baseUrl } = readAddress();
  const port = await listenOnce(host, wanted);
  // Browsers may try ::1 first for "localhost": another program there would answer in our place.
  if (host === "127.0.0.1") await listenOnce("::1", port).catch(ignoreNoIpv6);
  return { port, url: urlOf({ host, port, baseUrl }), env: { HOST: host, PORT: String(port), BASE_URL: baseUrl ?? "" } };
}

/** A port nobody listens on right now. */
export function freePort() {
  return listenOnce("127.0.0.1", 0);
}

/** The origin of BASE_URL: pages, links and cookies are made for the root of a host, and hold for no path below it. */
function readBaseUrl(text) {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const refuse = (why) => {
    // A password in it belongs on no screen.
    const shown = url ? Object.assign(new URL(url), { username: "", password: "" }).href : text;
    return new Failure(`BASE_URL is ${shown}: ${why} ${HINT}`);
  };
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse("it must be a whole address that begins with http:// or https://.");
  if (url.username || url.password) throw refuse("it has a user name or a password, which would be shown to everybody.");
  if (url.search || url.hash) throw refuse(`it has a ${url.search ? "query" : "fragment"}, and is only where the server is.`);
  if (url.pathname !== "/") {
    throw refuse(`it has the path ${url.pathname}, and Vitrine is served at the root of a host: give it a host name or a port of its own.`);
  }
  return url.origin;
}

function ignoreNoIpv6(error) {
  if (error instanceof Failure) throw error;
}

function listenOnce(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(addressFailure(error, host, port)));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

function addressFailure(error, host, port) {
  if (error.code === "EADDRINUSE") {
    const own = runningServers().find((server) => server.port === port);
    const other = `start on another port, for example PORT=${port + 1} ${commands.start}.`;
    if (own) return new Failure(`This folder's server already runs: open ${own.url}, or ${other}`);
    return new Failure(`Port ${port} is taken by another program: stop it, or ${other}`);
  }
  if (error.code === "EACCES")
    return new Failure(`This user may not listen on port ${port}: choose one above 1023, for example PORT=3000 ${commands.start}.`);
  if (host === "::1") return error;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Failure(`HOST is ${host}, which is not an address of this machine.`);
  return error;
}
