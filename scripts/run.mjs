import { spawn } from "node:child_process";
import { root } from "./paths.mjs";
import { Failure, sentenceForOutput } from "./failure.mjs";

const OUTPUT_CHARS_MAX = 400_000;

/**
 * Runs a command to its end, without input; what it prints is kept, and also shown when `show` is set.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, show?: boolean, failure?: string, uid?: number, gid?: number, signal?: AbortSignal, endSignal?: NodeJS.Signals }} [options]
 *   `failure` is the sentence for a failure without a known cause; `signal` ends the command at once, and its reason is
 *   thrown; `endSignal` is what it gets when this process ends first
 * @returns {Promise<string>} everything it printed
 * @throws {Failure} with the output, when it can't be started or does not exit with 0
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { env = process.env, cwd = root, show = false, uid, gid, signal, endSignal = "SIGTERM" } = options;
    const child = spawn(command, args, { env, cwd, uid, gid, stdio: ["ignore", "pipe", "pipe"] });
    const endWithUs = () => child.kill(endSignal);
    process.once("exit", endWithUs);
    let output = "";
    const keep = (stream) => (chunk) => {
      output = (output + chunk).slice(-OUTPUT_CHARS_MAX);
      if (show) stream.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", keep(process.stdout));
    child.stderr.setEncoding("utf8").on("data", keep(process.stderr));
    signal?.addEventListener("abort", () => {
      child.kill("SIGKILL");
      reject(signal.reason);
    });
    child.on("error", (cause) => reject(new Failure(`${command} could not be started (${cause.message}).`, { cause })));
    child.on("close", (code, endedBy) => {
      process.off("exit", endWithUs);
      if (code === 0) return resolve(output);
      const fallback = options.failure ?? `${[command, ...args].join(" ")} failed (${endedBy ?? `exit code ${code}`}).`;
      reject(new Failure(sentenceForOutput(output, fallback), { output: show ? "" : output }));
    });
  });
}

/**
 * Runs the program of an installed package with this same Node (no shell, no npx: both cost half a second).
 * @param {string} file path below node_modules
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runInstalled(file, args, options) {
  return run(process.execPath, [`${root}/node_modules/${file}`, ...args], options);
}
