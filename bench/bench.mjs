// `npm run bench`: what this server adds to a streamed call, beside a bare Node server that sends the same frames in the same run.
// Uses TEST_POSTGRES_SERVER, or a throw-away PostgreSQL of its own.
import { fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import pg from "pg";
import { bundleOptions } from "../scripts/build.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { root } from "../scripts/paths.mjs";
import { startThrowAwayPostgres } from "../scripts/postgres.mjs";
import { frames, load } from "./load.mjs";

const CONNECTIONS = 16;
const COUNT = 1_600;
/** Between two requests of a connection in the paced runs: what remains is the server's own time, not its queue. */
const PAUSE_MS = 200;
const PACED_COUNT = 480;
const ROUNDS = 3;
const GOALS = { firstDeltaP95Ms: 30, checkCpuUs: 50, queries: 0 };

const folder = join(root, "node_modules/.cache/vitrine-bench");
const database = `vitrine_bench_${process.pid}`;
const own = process.env.TEST_POSTGRES_SERVER ? null : await startThrowAwayPostgres();
const postgres = process.env.TEST_POSTGRES_SERVER ?? own.server;
const children = [];

try {
  await migrate(`${postgres}/${database}`);
  await build({ ...bundleOptions(folder), entryPoints: ["bench/gateway.ts"], logLevel: "error" });
  const gateway = await start(join(folder, "gateway.mjs"));
  const bare = await start(join(root, "bench/bare.mjs"));
  const answer = await frames(gateway);
  await tell(bare, answer);

  await measure(gateway, 300);
  await measure(bare, 300);
  const results = { gateway: [], bare: [], pacedGateway: [], pacedBare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    results.gateway.push(await measure(gateway, COUNT));
    results.bare.push(await measure(bare, COUNT));
    results.pacedGateway.push(await measure(gateway, PACED_COUNT, PAUSE_MS));
    results.pacedBare.push(await measure(bare, PACED_COUNT, PAUSE_MS));
  }
  const queries = await countQueries(gateway);
  const { cpuUs } = await tell(gateway, "check");
  print(Object.fromEntries(Object.entries(results).map(([name, rounds]) => [name, median(rounds)])), {
    frames: answer.length,
    cpuUs,
    queries,
  });
} finally {
  for (const child of children) child.kill("SIGKILL");
  await query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function start(file) {
  const env = {
    ...process.env,
    NODE_ENV: "production",
    LOG_LEVEL: "info",
    DATABASE_URL: `${postgres}/${database}`,
    PORT: "0",
    AUTH_SECRET: "bench".repeat(8),
  };
  const child = fork(file, { cwd: root, env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  children.push(child);
  const [hello] = await once(child, "message");
  return { ...hello, child };
}

async function tell({ child }, message) {
  const reply = once(child, "message");
  child.send(message);
  return (await reply)[0];
}

async function measure(target, count, pauseMs = 0) {
  const before = (await tell(target, "cpu")).cpu;
  const { firstDeltaMs, totalMs, seconds } = await load(target, { connections: CONNECTIONS, count, pauseMs });
  const after = (await tell(target, "cpu")).cpu;
  const cpuMs = (after.user + after.system - before.user - before.system) / 1_000 / count;
  return {
    p50: quantile(firstDeltaMs, 0.5),
    p95: quantile(firstDeltaMs, 0.95),
    totalP95: quantile(totalMs, 0.95),
    perSecond: count / seconds,
    cpuMs,
  };
}

/** Transactions in the gateway's database per request, less those of the same time without requests (heartbeat, batches). */
async function countQueries(gateway) {
  await load(gateway, { connections: CONNECTIONS, count: 100 });
  const between = async (work) => {
    await sleep(3_000);
    const [{ n: before, keys: keysBefore }] = await stats();
    await work();
    await sleep(3_000);
    const [{ n: after, keys: keysAfter }] = await stats();
    return { transactions: after - before, keys: keysAfter - keysBefore };
  };
  const idle = await between(() => sleep(1_000));
  const startedAt = performance.now();
  const busy = await between(() => load(gateway, { connections: CONNECTIONS, count: 500 }));
  return {
    idle: idle.transactions,
    busy: busy.transactions,
    keyScans: busy.keys,
    seconds: (performance.now() - startedAt) / 1_000,
    requests: 500,
  };
}

/** `keys`: how often the table of keys was looked at, by whatever means. */
async function stats() {
  return query(
    `SELECT (SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database())::int AS n,
            (SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'api_key')::int AS keys`,
    database,
  );
}

async function query(sql, name = "postgres") {
  const client = new pg.Client({ connectionString: `${postgres}/${name}` });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function median(rounds) {
  return Object.fromEntries(
    Object.keys(rounds[0]).map((key) => [
      key,
      quantile(
        rounds.map((round) => round[key]),
        0.5,
      ),
    ]),
  );
}

function print({ gateway, bare, pacedGateway, pacedBare }, { frames: count, cpuUs, queries }) {
  const row = (name, unit, ours, theirs) => ({
    measure: name,
    vitrine: `${ours.toFixed(2)} ${unit}`,
    "bare Node": `${theirs.toFixed(2)} ${unit}`,
    ratio: (ours / theirs).toFixed(2),
  });
  console.log(
    `Streamed chat completions, offline engine, ${count} frames each, ${CONNECTIONS} connections, ${COUNT} requests, median of ${ROUNDS} rounds`,
  );
  console.table([
    row(`first delta p50, ${PAUSE_MS} ms apart`, "ms", pacedGateway.p50, pacedBare.p50),
    row(`first delta p95, ${PAUSE_MS} ms apart`, "ms", pacedGateway.p95, pacedBare.p95),
    row("first delta p50, saturated", "ms", gateway.p50, bare.p50),
    row("first delta p95, saturated", "ms", gateway.p95, bare.p95),
    row("whole answer p95, saturated", "ms", gateway.totalP95, bare.totalP95),
    row("requests, saturated", "/s", gateway.perSecond, bare.perSecond),
    row("CPU per request, saturated", "ms", gateway.cpuMs, bare.cpuMs),
  ]);
  console.log(`Check of a cached key: ${cpuUs.toFixed(1)} µs of CPU (goal ${GOALS.checkCpuUs})`);
  console.log(`First delta p95: ${pacedGateway.p95.toFixed(1)} ms (goal ${GOALS.firstDeltaP95Ms})`);
  console.log(
    `Looks at the table of keys during ${queries.requests} requests in ${queries.seconds.toFixed(0)} s: ${queries.keyScans}; transactions: ${queries.busy}, idle in the like time ${queries.idle}`,
  );
}
