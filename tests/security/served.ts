import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startTestServer } from "../../scripts/test-server.mjs";

export interface Served {
  url: string;
  port: number;
  /** An API key of the owner. */
  secret: string;
  /** The owner's session, as a Cookie header. */
  cookie: string;
  /** What the server wrote. */
  output: () => string;
  stop: () => Promise<void>;
}

interface Part {
  stop: () => Promise<void> | void;
  stopNow: () => void;
}

/** The built server with a database, a key and a session of its own. */
export async function startServed(settings: Record<string, string> = {}): Promise<Served> {
  const parts: Part[] = [];
  const shutdown = { add: (part: Part) => void parts.push(part), markRunning: () => {}, isStopping: () => false, stop: async () => {} };
  const stop = async () => {
    for (const part of parts.toReversed()) await Promise.resolve(part.stop()).catch(() => part.stopNow());
  };
  let output = "";
  try {
    const { url, env } = await startTestServer(shutdown, { LOG_LEVEL: "warn", ...settings }, (chunk) => {
      output += chunk;
    });
    const cli = async (...args: string[]) =>
      JSON.parse((await promisify(execFile)(process.execPath, ["dist/cli.mjs", ...args, "--json"], { env })).stdout);
    const { url: link } = await cli("owner-link");
    const { secret } = await cli("keys", "create", "--name", "served");
    const cookie = await redeem(url, new URL(link).pathname.split("/").at(-1) ?? "");
    return { url, port: Number(new URL(url).port), secret, cookie, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Signs in with the owner's link, as next-auth's own clients do. */
async function redeem(url: string, token: string): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = await first.json();
  const second = await fetch(`${url}/api/auth/callback/link`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(first), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, token, callbackUrl: "/playground", json: "true" }),
  });
  const cookie = cookiesOf(second);
  if (!cookie.includes("session-token=")) throw new Error(`The link gave no session: ${second.status} ${await second.text()}`);
  return cookie;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
