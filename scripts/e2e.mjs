import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { buildIfStale } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { printFailure } from "./failure.mjs";
import { migrate } from "./migrate.mjs";
import { root } from "./paths.mjs";
import { startThrowAwayPostgres } from "./postgres.mjs";
import { startServer } from "./server-process.mjs";
import { freePort } from "./settings.mjs";
import { createShutdown } from "./shutdown.mjs";

/** Settings of the developer's that would change what the tests see. */
const OWN_SETTINGS =
  /^(OPENAI|ANTHROPIC|GOOGLE|UPSTREAM|GITHUB_(ID|SECRET)|MODEL_ALIASES|BASE_URL|TRUSTED_PROXY_HOPS|NEXTAUTH|AUTH_SECRET|DATABASE_URL|HOST|PORT|LOG_LEVEL)/;

/**
 * Runs the browser tests against the built server, on a port and a database of their own.
 * @param {string[]} args for Playwright
 * @param {ReturnType<typeof createShutdown>} shutdown stops what this started
 * @returns {Promise<number>} Playwright's exit code
 */
export async function runBrowserTests(args, shutdown) {
  const env = await testEnvironment(shutdown);
  await buildIfStale();
  await migrate(env.DATABASE_URL);
  const server = startServer("dist/server.mjs", env);
  shutdown.add({
    stop: async () => {
      server.kill("SIGTERM");
      await server.ended;
    },
    stopNow: () => server.kill("SIGKILL"),
  });
  await server.ready();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}/node_modules/@playwright/test/cli.js`, "test", ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

async function testEnvironment(shutdown) {
  const chromium = await ensureChromium();
  let postgresServer = process.env.TEST_POSTGRES_SERVER;
  if (!postgresServer) {
    const postgres = await startThrowAwayPostgres();
    shutdown.add(postgres);
    postgresServer = postgres.server;
  }
  const port = await freePort();
  const outside = Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name));
  return {
    ...Object.fromEntries(outside),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    CHROMIUM_PATH: chromium,
    DATABASE_URL: `${postgresServer}/vitrine_e2e_${process.pid}`,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    HOST: "127.0.0.1",
    PORT: String(port),
    E2E_BASE_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const shutdown = createShutdown();
  try {
    await shutdown.stop(await runBrowserTests(process.argv.slice(2), shutdown));
  } catch (error) {
    printFailure(error);
    await shutdown.stop(1);
  }
}
