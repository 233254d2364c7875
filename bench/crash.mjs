/**
 * Kills the server again and again while it answers, and looks at what it leaves: `node bench/crash.mjs [kills] [requests] [--api-only]`.
 * The built server (or, faster to build, the same without its pages) on a throw-away Postgres, or one of TEST_POSTGRES_SERVER, which
 * survives. Prints a table; exits with 1 when something that was acknowledged is lost, stuck or counted twice.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual, promisify } from "node:util";
import { build } from "esbuild";
import pg from "pg";
import { buildIfStale, bundleOptions } from "../scripts/build.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { root } from "../scripts/paths.mjs";
import { startThrowAwayPostgres } from "../scripts/postgres.mjs";
import { startServer } from "../scripts/server-process.mjs";
import { freePort } from "../scripts/address.mjs";
import { ask, newRequest, resume } from "./crash-client.mjs";
import { startProvider } from "./crash-provider.mjs";

const [kills = 20, requests = 200] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const isApiOnly = process.argv.includes("--api-only");
/** Every other kill comes while the requests are coming in, the others once nearly all are being answered. */
const EARLY_MS = { min: 300, max: 4_000 };
const LATE_MS = { min: 0, max: 2_000 };
const BEGUN_SHARE = 0.9;
const BEGUN_MS_MAX = 15_000;
const CLEAN_MS_MAX = 10_000;
const CONVERSATION_EVERY = 4;

const folder = join(root, "node_modules/.cache/vitrine-crash");
const own = process.env.TEST_POSTGRES_SERVER ? null : await startThrowAwayPostgres();
const postgres = process.env.TEST_POSTGRES_SERVER ?? own.server;
const database = `vitrine_crash_${process.pid}`;
const provider = await startProvider();
const client = new pg.Client({ connectionString: `${postgres}/${database}` });
let running = null;

const sum = { created: 0, ended: 0, lost: 0, wrong: 0, stuck: 0, unfinished: 0, locked: 0, reaped: 0, refused: 0 };
const times = { boot: [], clean: [], afterKill: [] };

try {
  await migrate(`${postgres}/${database}`);
  await client.connect();
  const files = await prepare();
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: "fatal",
    DATABASE_URL: `${postgres}/${database}`,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    HOST: "127.0.0.1",
    PORT: String(port),
    UPSTREAM_BASE_URL: provider.url,
  };
  await cli(files.cli, env, "owner-link");
  const { secret } = await cli(files.cli, env, "keys", "create", "--name", "crash");
  const server = { url: `http://127.0.0.1:${port}`, secret };
  running = await launch(files.server, env);
  const conversations = await createConversations(server);
  for (let kill = 1; kill <= kills; kill++) await round(kill, server, conversations, () => launch(files.server, env));
  await print();
} finally {
  running?.kill("SIGKILL");
  provider.stop();
  await client.end().catch(() => {});
  const admin = new pg.Client({ connectionString: `${postgres}/postgres` });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  await admin.end();
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function prepare() {
  if (!isApiOnly) {
    await buildIfStale();
    return { server: "dist/server.mjs", cli: "dist/cli.mjs" };
  }
  await build({ ...bundleOptions(folder), entryPoints: ["tests/http/process.ts", "cli.ts"], logLevel: "error" });
  return { server: join(folder, "tests/http/process.mjs"), cli: join(folder, "cli.mjs") };
}

async function cli(file, env, ...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args, "--json"], { env, cwd: root });
  return JSON.parse(stdout);
}

async function launch(file, env) {
  const server = startServer(file, env);
  await server.ready();
  return server;
}

async function createConversations({ url, secret }) {
  const create = async () => {
    const response = await fetch(`${url}/v1/embed/conversations`, { method: "POST", headers: { authorization: `Bearer ${secret}` } });
    return (await response.json()).id;
  };
  return Promise.all(Array.from({ length: Math.ceil(requests / CONVERSATION_EVERY) }, create));
}

/** One kill: everything that clients were told before must hold after, and nothing may be left in the air. */
async function round(kill, server, conversations, restart) {
  const conversationOf = (i) => (i % CONVERSATION_EVERY === 0 ? conversations[i / CONVERSATION_EVERY] : null);
  const told = Array.from({ length: requests }, (_, i) => newRequest(i));
  const asked = Promise.all(told.map((request, i) => ask(server, request, conversationOf(i))));
  if (kill % 2 === 0) await untilBegun(told);
  const { min, max } = kill % 2 === 0 ? LATE_MS : EARLY_MS;
  await sleep(min + Math.random() * (max - min));
  const killedAt = performance.now();
  running.kill("SIGKILL");
  await running.ended;
  const [{ orphans }] = await query("SELECT count(*)::int AS orphans FROM response WHERE instance_id IS NOT NULL");
  const startedAt = performance.now();
  running = await restart();
  const readyAt = performance.now();
  await asked;
  const stuck = await untilClean(readyAt);
  times.boot.push(readyAt - startedAt);
  times.clean.push(performance.now() - readyAt);
  times.afterKill.push(performance.now() - killedAt);
  const result = await judge(told, server);
  result.stuck = stuck;
  result.reaped = orphans;
  for (const [name, count] of Object.entries(result)) sum[name] += count;
  const refusals = [...new Set(told.flatMap(({ refused }) => refused ?? []))];
  console.log(`kill ${String(kill).padStart(2)}: ${JSON.stringify(result)} ${refusals.join(", ")}`);
}

async function untilBegun(told) {
  const isBegun = () =>
    told.filter(({ id, stream, background }) => id !== null || (!stream && !background)).length >= BEGUN_SHARE * requests;
  for (const end = performance.now() + BEGUN_MS_MAX; !isBegun() && performance.now() < end; ) await sleep(20);
}

/** How many responses are still in progress when the time is over. */
async function untilClean(sinceMs) {
  for (;;) {
    const [{ count }] = await query("SELECT count(*)::int AS count FROM response WHERE status IN ('queued', 'in_progress')");
    if (count === 0 || performance.now() - sinceMs > CLEAN_MS_MAX) return count;
    await sleep(50);
  }
}

async function judge(told, server) {
  const known = told.filter(({ id }) => id !== null);
  const rows = await query("SELECT id, status, body FROM response WHERE id = ANY($1)", [known.map(({ id }) => id)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ended = known.filter(({ final }) => final !== null);
  const [{ locked }] = await query("SELECT count(*)::int AS locked FROM conversation WHERE locked_by IS NOT NULL");
  const followed = await Promise.all(
    known.filter(({ background, final }) => background && final === null).map((one) => resume(server, one)),
  );
  return {
    created: known.length,
    ended: ended.length,
    lost: known.filter(({ id }) => !byId.has(id)).length,
    wrong: ended.filter(({ id, final }) => !isDeepStrictEqual(byId.get(id)?.body, final)).length,
    unfinished: followed.filter((final) => final === null).length,
    locked,
    refused: told.filter(({ refused }) => refused !== null).length,
  };
}

async function query(sql, values = []) {
  return (await client.query(sql, values)).rows;
}

async function print() {
  const [used] = await query(`
    SELECT count(*)::int AS responses, count(u.request_id)::int AS counted,
           (SELECT count(*)::int FROM usage_record WHERE endpoint = '/v1/embed/responses') AS records,
           count(*) FILTER (WHERE r.status = 'completed' AND u.output_tokens IS DISTINCT FROM (r.body->'usage'->>'output_tokens')::int)::int AS different
    FROM response r LEFT JOIN usage_record u ON u.request_id = r.request_id`);
  const [items] = await query(`
    SELECT count(*)::int AS wrong FROM response r WHERE json_array_length(r.body->'output') <>
      (SELECT count(*) FROM response_item i WHERE i.response_id = r.id AND i.is_output)`);
  const most = (values) => `${(Math.max(...values) / 1_000).toFixed(1)} s`;
  const faults = {
    "acknowledged responses lost": sum.lost,
    "acknowledged ends that are stored otherwise": sum.wrong,
    "outputs without their items": items.wrong,
    "in progress 10 s after the restart": sum.stuck,
    "streams in the background without an end": sum.unfinished,
    "conversations still locked": sum.locked,
    "responses without a usage record": used.responses - used.counted,
    "usage records too many": used.records - used.counted - sum.refused,
    "usage other than the response's": used.different,
  };
  console.log(`\n${kills} × kill -9 under ${requests} requests at once, ${isApiOnly ? "the API without pages" : "the built server"}`);
  console.table({
    "responses stored": used.responses,
    "requests refused by an overloaded server": sum.refused,
    "begun, and the client knew": sum.created,
    "ended, and the client knew": sum.ended,
    "left in progress by a kill": sum.reaped,
    "restart to ready, slowest": most(times.boot),
    "ready to nothing in progress, slowest": most(times.clean),
    "kill to nothing in progress, slowest": most(times.afterKill),
  });
  console.table(faults);
  process.exitCode = Object.values(faults).every((count) => count === 0) ? 0 : 1;
}
