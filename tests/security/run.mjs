import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { freePort } from "../../scripts/address.mjs";
import { Failure, printFailure } from "../../scripts/failure.mjs";
import { root } from "../../scripts/paths.mjs";
import { runInstalled } from "../../scripts/run.mjs";
import { createShutdown } from "../../scripts/shutdown.mjs";
import { startTestServer } from "../../scripts/test-server.mjs";
import { runFloods } from "./floods.mjs";
import { runFuzz } from "./fuzz.mjs";
import { runSizes } from "./sizes.mjs";

const DEFAULT_SEED = 20261130;

// `npm run test:security [-- floods fuzz sizes suites]`: what hostile clients may not achieve against the built server, on this machine
// alone and bounded in time. FUZZ_COUNT and FUZZ_SEED choose the fuzz. Prints its figures, and fails where one falls short.
const PARTS = {
  fuzz: (target) =>
    runFuzz({ ...target, count: Number(process.env.FUZZ_COUNT ?? 50_000), seed: Number(process.env.FUZZ_SEED ?? DEFAULT_SEED) }),
  sizes: runSizes,
  floods: runFloods,
  suites: runSuites,
};

const shutdown = createShutdown();
try {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0) throw new Failure(`There are only these parts: ${Object.keys(PARTS).join(", ")}.`);
  const target = await startTarget();
  const problems = [];
  for (const [name, run] of Object.entries(PARTS).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
    const result = await run(target);
    console.log(`\n${name}\n${result.lines.map((line) => `  ${line}`).join("\n")}`);
    problems.push(...result.problems.map((problem) => `${name}: ${problem}`));
  }
  const crashes = target.output().filter((line) => /outside its handler|uncaught|unhandled/i.test(line));
  problems.push(...crashes.slice(0, 5).map((line) => `the server's log: ${line.slice(0, 500)}`));
  if (problems.length > 0) throw new Failure(`${problems.length} fell short:\n${problems.map((one) => `  ${one}`).join("\n")}`);
  console.log("\nNothing fell short.");
  await shutdown.stop(0);
} catch (error) {
  printFailure(error);
  await shutdown.stop(1);
}

async function startTarget() {
  const probePort = await freePort();
  const lines = [];
  const settings = { LOOP_PROBE_PORT: String(probePort), NODE_OPTIONS: "--import ./tests/security/loop-probe.mjs" };
  const { url, env } = await startTestServer(shutdown, settings, (chunk) => lines.push(...chunk.split("\n")));
  // As wherever somebody also looks at the pages: from the first one on, Next takes part in the server.
  await fetch(`${url}/sign-in`);
  const plain = { ...env, NODE_OPTIONS: "" };
  await cli(plain, "owner-link");
  const key = await cli(plain, "keys", "create", "--name", "security");
  const held = async () => (await fetch(`http://127.0.0.1:${probePort}`)).json();
  return { url, key, held, output: () => lines };
}

/** The suites beside this file, at their full size. */
async function runSuites() {
  const output = await runInstalled("vitest/vitest.mjs", ["run", "tests/security"], { env: { ...process.env, SECURITY_SCALE: "full" } });
  return { lines: output.trimEnd().split("\n").slice(-6), problems: [] };
}

async function cli(env, ...args) {
  const { stdout } = await promisify(execFile)(process.execPath, ["dist/cli.mjs", ...args], { cwd: root, env });
  return stdout.trim();
}
