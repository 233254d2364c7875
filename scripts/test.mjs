import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ensureChromium } from "./chromium.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { checkNode, installIfStale } from "./install.mjs";
import { root } from "./paths.mjs";
import { seconds, step } from "./report.mjs";
import { run, runInstalled } from "./run.mjs";
import { createShutdown } from "./shutdown.mjs";

const RESULTS = "test-results";

// `npm test`: all that must hold, from a bare checkout on; the first failure stops it. Ends with one line of counts.
const shutdown = createShutdown();
const begin = performance.now();
let exitCode = 1;
try {
  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
    FORCE_COLOR: "0",
  });
  delete process.env.DATABASE_URL;
  rmSync(join(root, RESULTS), { recursive: true, force: true });
  mkdirSync(join(root, RESULTS), { recursive: true });
  checkNode();
  await installIfStale();
  process.env.CHROMIUM_PATH = await ensureChromium();
  await checkSources();
  await startDatabase();
  await runTests();
  exitCode = 0;
} catch (error) {
  if (!shutdown.isStopping()) printFailure(error);
}
const { passed, failed, flaky } = counts();
console.log(`\n  took ${seconds(performance.now() - begin).trim()}`);
if (flaky.length > 0) console.log(`passed at the second attempt only: ${flaky.join("; ")}`);
console.log(`${passed} passed, ${exitCode === 0 ? failed : Math.max(1, failed)} failed`);
await shutdown.stop(failed > 0 ? 1 : exitCode);

async function checkSources() {
  const { generateIfStale } = await import("./build.mjs");
  await generateIfStale();
  await step("Format", () => run(bin("biome"), ["format", "--max-diagnostics=20", "."]));
  await step("Types", async () => {
    await runInstalled("next/dist/bin/next", ["typegen"]);
    await run(bin("tsc"), ["--noEmit", "-p", "."]);
  });
  // After the types of the routes are there, which some rules look at.
  await step("Lint", () => run(bin("oxlint"), []));
  await step("Structure", () => run(process.execPath, ["scripts/check-structure.mjs"]));
  await step("Catalogue", () => run(process.execPath, ["scripts/catalogue.mjs", "--check"]));
  await step("Regular expressions", () => run(process.execPath, ["scripts/check-regex.mjs"]));
  await step("Lock file", () => run(process.execPath, ["scripts/check-lock.mjs"]));
  await step("Dead code", () => run(bin("knip"), []));
}

async function startDatabase() {
  await step("Start a throw-away PostgreSQL", async () => {
    const { startThrowAwayPostgres } = await import("./postgres.mjs");
    const postgres = await startThrowAwayPostgres();
    shutdown.add(postgres);
    process.env.TEST_POSTGRES_SERVER = postgres.server;
  });
  await step("Schema equals migrations", () =>
    runInstalled(
      "prisma/build/index.js",
      ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema", "--exit-code"],
      {
        env: { ...process.env, DATABASE_URL: `${process.env.TEST_POSTGRES_SERVER}/postgres` },
      },
    ),
  );
}

async function runTests() {
  await step("Unit and database tests", () =>
    run(
      bin("vitest"),
      ["run", "--project=unit", "--project=database", "--reporter=dot", "--reporter=json", `--outputFile.json=${RESULTS}/vitest.json`],
      {
        env: { ...process.env, NODE_ENV: "test" },
      },
    ),
  );
  await step("Corpus of the offline engine", () => run("npm", ["run", "-s", "eval:offline"]));
  const { buildIfStale } = await import("./build.mjs");
  await buildIfStale();
  await step("Tests against the built server", () =>
    run(bin("vitest"), ["run", "--project=served", "--reporter=dot", "--reporter=json", `--outputFile.json=${RESULTS}/served.json`], {
      env: { ...process.env, NODE_ENV: "test" },
    }),
  );
  await step("Browser tests", () => run(process.execPath, ["scripts/e2e.mjs"]), { slow: "a few minutes" });
  await step("Clients of others", async () => ({ note: lastLine(await run(process.execPath, ["tests/clients/run.mjs"])) }));
  await step("Starting and stopping", () => run(bin("vitest"), ["run", "--project=start"]), { slow: "a few minutes" });
  await step("From a fresh clone to a chart", async () => ({ note: lastLine(await run(process.execPath, ["tests/journey.mjs"])) }), {
    slow: "a few minutes",
  });
}

function bin(name) {
  return join(root, "node_modules/.bin", name);
}

function lastLine(text) {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

/** Sums what Vitest and Playwright wrote; a test that was skipped counts as failed, for it proved nothing. */
function counts() {
  const suites = ["vitest.json", "served.json"].flatMap((name) => read(name) ?? []);
  const sum = (count) => suites.reduce((total, suite) => total + count(suite), 0);
  const report = read("e2e.json");
  const browser = report?.stats;
  const passed = sum(({ numPassedTests }) => numPassedTests) + (browser ? browser.expected + browser.flaky : 0);
  const failed =
    sum(({ numTotalTests, numPassedTests }) => numTotalTests - numPassedTests) + (browser ? browser.unexpected + browser.skipped : 0);
  return { passed, failed, flaky: flakyTitles(report?.suites ?? []) };
}

function flakyTitles(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky")).map(({ title }) => title),
    ...flakyTitles(inner),
  ]);
}

function read(name) {
  try {
    return JSON.parse(readFileSync(join(root, RESULTS, name), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw new Failure(`${RESULTS}/${name} is not readable (${error.message}).`, { cause: error });
  }
}
