import { randomBytes } from "node:crypto";
import { buildIfStale } from "./build.mjs";
import { migrate } from "./migrate.mjs";
import { startThrowAwayPostgres } from "./postgres.mjs";
import { startServer } from "./server-process.mjs";
import { freePort } from "./address.mjs";

/** Settings of the developer's that would change what the tests see. */
const OWN_SETTINGS =
  /^(OPENAI|ANTHROPIC|GOOGLE|UPSTREAM|GITHUB_(ID|SECRET)|MODEL_ALIASES|BASE_URL|TRUSTED_PROXY_HOPS|NEXTAUTH|AUTH_SECRET|DATABASE_URL|HOST|PORT|LOG_LEVEL|RENDERER)/;

/**
 * The built server on a port and a database of its own, until `shutdown` stops it.
 * @param {ReturnType<import("./shutdown.mjs").createShutdown>} shutdown stops what this started
 * @param {Record<string, string>} [settings] over the defaults of a test
 * @param {(chunk: string) => void} [onOutput] gets what the server writes
 * @returns {Promise<{ url: string, env: NodeJS.ProcessEnv }>} its address, and the environment it runs in
 */
export async function startTestServer(shutdown, settings, onOutput) {
  const port = await freePort();
  const outside = Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name));
  const env = {
    ...Object.fromEntries(outside),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: `${await postgresServer(shutdown)}/vitrine_served_${process.pid}`,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    HOST: "127.0.0.1",
    PORT: String(port),
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    ...settings,
  };
  await buildIfStale();
  await migrate(env.DATABASE_URL);
  return { url: await serve(shutdown, env, onOutput), env };
}

/**
 * One more server beside the one of `startTestServer`, over its database and with its secret.
 * @param {ReturnType<import("./shutdown.mjs").createShutdown>} shutdown stops what this started
 * @param {NodeJS.ProcessEnv} env of the first one
 * @param {Record<string, string>} settings over those of the first one
 * @param {(chunk: string) => void} [onOutput] gets what the server writes
 * @returns {Promise<string>} its address
 */
export async function startServerBeside(shutdown, env, settings, onOutput) {
  return serve(shutdown, { ...env, PORT: String(await freePort()), ...settings }, onOutput);
}

async function serve(shutdown, env, onOutput) {
  const server = startServer("dist/server.mjs", env, onOutput);
  shutdown.add({
    stop: async () => {
      server.kill("SIGTERM");
      await server.ended;
    },
    stopNow: () => server.kill("SIGKILL"),
  });
  await server.ready();
  return `http://127.0.0.1:${env.PORT}`;
}

async function postgresServer(shutdown) {
  if (process.env.TEST_POSTGRES_SERVER) return process.env.TEST_POSTGRES_SERVER;
  const postgres = await startThrowAwayPostgres();
  shutdown.add(postgres);
  return postgres.server;
}
