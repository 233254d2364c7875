import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Failure, printFailure } from "../../scripts/failure.mjs";
import { installIfStale } from "../../scripts/install.mjs";
import { seconds } from "../../scripts/report.mjs";
import { createShutdown } from "../../scripts/shutdown.mjs";
import { startServerBeside, startTestServer } from "../../scripts/test-server.mjs";
import { CLIENTS } from "./clients.mjs";
import { startProviders } from "./providers/server.mjs";
import { createPython } from "./python.mjs";
import { startCountingRelay } from "./relay.mjs";

const execute = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const ALIAS = "c1/anthropic/claude-sonnet-4/v-20250930=c1/vitrine/offline/v-20261122";
const SCRIPT_MS = 120_000;
const INSTALL = { folder: "tests/clients", name: "Install the clients", slow: "half a minute, once", bytes: 400_000_000 };

// Clients of others, as their users run them: processes of their own, over HTTP, against the built server with the offline engine, and against
// one beside it with providers that speak each wire format as strictly as the vendors do.
// Arguments name the folders to run; all without any.
const shutdown = createShutdown();
try {
  const wanted = process.argv.slice(2);
  const chosen = CLIENTS.filter(({ folder }) => wanted.length === 0 || wanted.includes(folder));
  if (chosen.length < (wanted.length || CLIENTS.length)) {
    throw new Failure(`There are only these clients: ${CLIENTS.map(({ folder }) => folder).join(", ")}.`);
  }
  await installIfStale(INSTALL);
  const providers = await startProviders();
  shutdown.add({ stop: providers.stop, stopNow: providers.stop });
  const [server, python] = await Promise.all([
    startTestServer(shutdown, { MODEL_ALIASES: ALIAS }),
    chosen.some((client) => client.python) ? createPython(temporaryFolder()) : { absent: "" },
  ]);
  const provided = await startServerBeside(shutdown, server.env, providers.settings);
  const relay = await startCountingRelay(server.url);
  shutdown.add({ stop: relay.stop, stopNow: relay.stop });
  // As wherever somebody also looks at the pages: from the first one on, Next takes part in the server.
  await fetch(`${server.url}/sign-in`);
  await cli(server.env, "owner-link");

  const runnable = chosen.filter((client) => !client.python || python.python);
  const keys = [];
  for (const { folder } of runnable) keys.push(await cli(server.env, "keys", "create", "--name", folder));
  const results = await Promise.all(
    runnable.map((client, i) => runClient(client, keys[i], { server, relay, python, providers: { ...providers, server: provided } })),
  );
  // What is refused and asked again without it would pass unseen otherwise.
  if (providers.refusals.length > 0) throw new Failure(`The providers refused:\n${providers.refusals.join("\n")}`);
  const failed = results.flat().filter(({ ok }) => !ok);
  if (failed.length > 0) throw new Failure(`${failed.length} of ${results.flat().length} client scripts failed.`);
  const versions = runnable.map(
    (client) => `${client.package} ${client.python ? `${python.version} (Python)` : versionOf(client.package)}`,
  );
  const absent = chosen.length > runnable.length ? `; ${python.absent}, so its client was not run` : "";
  console.log(`${results.flat().length} scripts of ${versions.join(", ")}${absent}`);
  await shutdown.stop(0);
} catch (error) {
  printFailure(error);
  await shutdown.stop(1);
}

/** Runs a client's scripts one after another, then the one whose key was revoked, which must cost a single request. */
async function runClient(client, { id, secret }, { server, relay, python, providers }) {
  const env = {
    ...server.env,
    BASE_URL: `${relay.url}/v1/embed`,
    HOST_URL: relay.url,
    PROVIDERS_URL: providers.url,
    THESYS_API_KEY: secret,
    PYTHONDONTWRITEBYTECODE: "1",
    OPENAI_AGENTS_DISABLE_TRACING: "1",
  };
  const program = client.python ? python.python : process.execPath;
  const results = [];
  const withProviders = { ...env, BASE_URL: `${providers.server}/v1/embed` };
  for (const script of client.scripts)
    results.push(await runScript(program, client.folder, script, script.needsProviders ? withProviders : env));
  await cli(server.env, "keys", "revoke", id);
  const before = relay.count(secret);
  const refused = await runScript(program, client.folder, { file: client.revoked }, env);
  const requests = relay.count(secret) - before;
  if (requests !== 1) console.error(`${client.folder}: a revoked key cost ${requests} requests instead of 1.`);
  return [...results, { ok: refused.ok && requests === 1 }];
}

async function runScript(program, folder, { file, prints }, env) {
  const begin = performance.now();
  const { stdout, stderr, failure } = await execute(program, [join(here, folder, file)], { env, timeout: SCRIPT_MS }).catch((error) => ({
    ...error,
    failure: error.killed ? `not done after ${SCRIPT_MS / 1000} seconds` : `exit code ${error.code}`,
  }));
  const complaint = failure ?? (prints && !prints.test(stdout) ? `what it printed lacks ${prints}` : null);
  console.log(`    ${`${folder}/${file}`.padEnd(40)}${seconds(performance.now() - begin)}  ${complaint ?? ""}`.trimEnd());
  if (complaint) console.error(`${stdout}${stderr}`);
  return { ok: complaint === null };
}

async function cli(env, ...args) {
  const { stdout } = await execute(process.execPath, ["dist/cli.mjs", ...args, "--json"], { env });
  return JSON.parse(stdout);
}

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-python-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  shutdown.add({ stop: remove, stopNow: remove });
  return folder;
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;
}
