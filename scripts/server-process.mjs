import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const READY_MS = 90_000;

/**
 * The server as a child process in a process group of its own, so that a Ctrl-C of the terminal reaches only its launcher.
 * @typedef {object} ServerProcess
 * @property {(signal: NodeJS.Signals) => void} kill
 * @property {Promise<string>} ended how it ended, for a person: "exit code 1", "SIGKILL"
 * @property {() => Promise<void>} ready when /readyz answers 200
 */

/**
 * @param {string} file the bundled server, relative to the checkout
 * @param {NodeJS.ProcessEnv} env
 * @param {(chunk: string) => void} [onOutput] gets what it writes, which otherwise goes where ours goes
 * @returns {ServerProcess}
 */
export function startServer(file, env, onOutput) {
  const output = onOutput ? "pipe" : "inherit";
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", "./scripts/with-parent.mjs", file], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  if (onOutput) for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", onOutput);
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const listening = new Promise((resolve) => child.once("message", resolve));
  const probe = `http://${probeHost(env.HOST ?? "127.0.0.1")}:${env.PORT}/readyz`;
  return {
    kill: (signal) => void child.kill(signal),
    ended,
    // Before it listens itself, another program may answer at its address.
    ready: async () => {
      await Promise.race([listening, ended, sleep(READY_MS, undefined, { ref: false })]);
      await untilReady(probe, ended);
    },
  };
}

function probeHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function untilReady(url, ended) {
  /** @type {string[]} */
  const ends = [];
  void ended.then((how) => ends.push(how));
  let last = "no answer";
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(50)) {
    if (ends.length > 0) throw new Failure(`The server ended while starting (${ends[0]}); what it said stands above.`);
    last = await probe(url);
    if (last === "200") return;
  }
  throw new Failure(`The server did not become ready within ${READY_MS / 1000} seconds (${url}: ${last}).`);
}

async function probe(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const body = await response.text();
    return response.ok ? "200" : `${response.status} ${body.slice(0, 200)}`;
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}
