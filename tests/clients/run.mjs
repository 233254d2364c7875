import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Failure, printFailure } from "../../scripts/failure.mjs";
import { createShutdown } from "../../scripts/shutdown.mjs";
import { startTestServer } from "../../scripts/test-server.mjs";

const execute = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const OFFLINE = "c1/vitrine/offline/v-20261122";

// The official clients, as their users run them: a process of their own, over HTTP, against the built server.
const shutdown = createShutdown();
try {
  const { url, env } = await startTestServer(shutdown, { MODEL_ALIASES: `c1/anthropic/claude-sonnet-4/v-20250930=${OFFLINE}` });
  const relay = await startCountingRelay(url);
  const python = await createPython();
  const clients = [
    { name: "JavaScript", run: process.execPath, chat: "chat.mjs", revoked: "revoked.mjs" },
    ...(python ? [{ name: "Python", run: python, chat: "chat.py", revoked: "revoked.py" }] : []),
  ];
  const cli = async (...args) => JSON.parse((await execute(process.execPath, ["dist/cli.mjs", ...args, "--json"], { env })).stdout);
  await cli("owner-link");
  const done = [];
  for (const client of clients) {
    const { id, secret } = await cli("keys", "create", "--name", client.name);
    const settings = { ...env, BASE_URL: `${relay.url}/v1/embed`, THESYS_API_KEY: secret };
    const { stdout } = await execute(client.run, [join(here, client.chat)], { env: settings });
    await execute(process.execPath, ["dist/cli.mjs", "keys", "revoke", id], { env });
    const before = relay.count();
    await execute(client.run, [join(here, client.revoked)], { env: settings });
    if (relay.count() - before !== 1)
      throw new Failure(`${client.name}: a revoked key cost ${relay.count() - before} requests instead of 1.`);
    done.push(stdout.trim());
  }
  console.log(
    `${done.join(" · ")}; a revoked key is refused after one request${python ? "" : " · python3 is not here, so its client was not run"}`,
  );
  await shutdown.stop(0);
} catch (error) {
  if (error?.stderr) console.error(error.stderr);
  printFailure(error);
  await shutdown.stop(1);
}

/** Passes requests on and counts them. */
async function startCountingRelay(target) {
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const onward = request(new URL(incoming.url ?? "/", target), { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  shutdown.add({ stop: async () => server.closeAllConnections(), stopNow: () => server.closeAllConnections() });
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}`, count: () => requests };
}

/** A virtual environment with the official client; null where there is no Python to make one. */
async function createPython() {
  const version = await execute("python3", ["--version"]).catch(() => null);
  if (!version) return null;
  const folder = mkdtempSync(join(tmpdir(), "vitrine-python-"));
  shutdown.add({
    stop: async () => rmSync(folder, { recursive: true, force: true }),
    stopNow: () => rmSync(folder, { recursive: true, force: true }),
  });
  await execute("python3", ["-m", "venv", folder]);
  const bin = ["bin/python", "Scripts/python.exe"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!bin) throw new Failure("python3 made a virtual environment without an interpreter.");
  await execute(bin, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "openai"], {
    env: { ...process.env, PIP_RETRIES: "0" },
  });
  return bin;
}
