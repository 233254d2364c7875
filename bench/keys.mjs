/**
 * How fast keys travel between processes, on a throw-away Postgres (or TEST_POSTGRES_SERVER):
 * `node bench/keys.mjs [revocations]`. Prints one line a figure; exits with 1 when a key was accepted after its refusal.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import pg from "pg";
import { migrate } from "../scripts/migrate.mjs";
import { root } from "../scripts/paths.mjs";
import { startThrowAwayPostgres } from "../scripts/postgres.mjs";

const PROCESSES = 4;
const trials = Number(process.argv[2] ?? 500);
const postgres = process.env.TEST_POSTGRES_SERVER ? null : await startThrowAwayPostgres();
const server = process.env.TEST_POSTGRES_SERVER ?? postgres.server;
const database = `vitrine_bench_${process.pid}`;
const [workspaceId, userId] = ["ws_bench", "usr_bench"];
const children = [];
let failures = 0;

const sql = async (url, ...statements) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let result;
    for (const statement of statements) result = await client.query(statement);
    return result.rows;
  } finally {
    await client.end();
  }
};

try {
  await sql(`${server}/postgres`, `CREATE DATABASE ${database}`);
  const url = `${server}/${database}`;
  await migrate(url);
  await sql(
    url,
    `INSERT INTO workspace (id, name) VALUES ('${workspaceId}', 'Bench')`,
    `INSERT INTO "user" (id, workspace_id, updated_at) VALUES ('${userId}', '${workspaceId}', now())`,
    `INSERT INTO member (workspace_id, user_id, role) VALUES ('${workspaceId}', '${userId}', 'owner')`,
  );
  const outfile = `${root}/dist/bench/keys-worker.mjs`;
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/keys-worker.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
  });
  const readers = Array.from({ length: PROCESSES }, () => startProcess(outfile, url));
  const writer = startProcess(outfile, url);
  await Promise.all([...readers, writer].map((child) => child.ask("start")));

  const busy = (await writer.ask("create", workspaceId, userId, "busy")).result.secret;
  console.log(`cpu of a cached check          ${(await readers[0].ask("cpu", busy, "50000")).toFixed(1)} us`);
  for (const reader of readers) await reader.ask("load", busy, "25");

  await travel("create to accepted", readers, writer, "accepts");
  await travel("revoke to refused", readers, writer, "refuses");
  await killedBus(readers, writer, url);
  await killedWriters(outfile, url);
} finally {
  await Promise.all(children.map((child) => child.end()));
  await sql(`${server}/postgres`, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await postgres?.stop();
}
process.exitCode = failures === 0 ? 0 : 1;

/** The slowest of the processes, from the moment the writer's call returned; each key was tried in each of them before. */
async function travel(what, readers, writer, command) {
  const slowest = [];
  let wavered = 0;
  for (let i = 0; i < trials; i++) {
    const created = await writer.ask("create", workspaceId, userId, `${what} ${i}`);
    const { key, secret } = created.result;
    let change = created;
    let turns = Promise.all(readers.map((reader) => reader.ask("accepts", secret)));
    if (command === "refuses") {
      await turns;
      turns = Promise.all(readers.map((reader) => reader.ask("refuses", secret)));
    }
    const revoked = await (command === "refuses" ? writer.ask("revoke", workspaceId, userId, key.id) : turns);
    if (command === "refuses") change = revoked;
    const answers = await turns;
    slowest.push(Math.max(0, ...answers.map((answer) => answer.atMs - change.atMs)));
    wavered += answers.reduce((sum, answer) => sum + answer.wavered, 0);
    if (command === "accepts") await writer.ask("revoke", workspaceId, userId, key.id);
  }
  failures += wavered;
  const at = (share) => slowest.toSorted((a, b) => a - b)[Math.ceil(share * slowest.length) - 1].toFixed(1);
  const figures = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`;
  console.log(`${what.padEnd(30)} ${figures} (slowest of ${readers.length} processes, ${trials} keys, ${wavered} wrong answers after)`);
}

/** A revocation whose notification nobody hears, because every bus connection was killed. */
async function killedBus(readers, writer, url) {
  const { key, secret } = (await writer.ask("create", workspaceId, userId, "killed bus")).result;
  await Promise.all(readers.map((reader) => reader.ask("accepts", secret)));
  const turns = Promise.all(readers.map((reader) => reader.ask("refuses", secret)));
  const startMs = performance.timeOrigin + performance.now();
  await sql(
    url,
    `UPDATE api_key SET revoked_at = now() WHERE id = '${key.id}'`,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vitrine key bus' AND datname = current_database()",
  );
  const answers = await turns;
  failures += answers.reduce((sum, answer) => sum + answer.wavered, 0);
  console.log(`bus killed to refused          ${Math.max(...answers.map((answer) => answer.atMs - startMs)).toFixed(0)} ms`);
}

/** Processes killed at a random moment of changing keys: a change without its audit row, or the other way round, would show here. */
async function killedWriters(outfile, url) {
  const kills = Math.min(trials, 40);
  for (let i = 0; i < kills; i++) {
    const writer = startProcess(outfile, url);
    for (let k = 0; k < 20; k++) void writer.ask("create", workspaceId, userId, `kill ${i} ${k}`).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 400 + Math.random() * 600));
    await writer.kill();
    await sql(url, "UPDATE api_key SET revoked_at = now(), revoke_reason = 'user' WHERE name LIKE 'kill %' AND revoked_at IS NULL");
  }
  const [{ keys, audited, both }] = await sql(
    url,
    `SELECT (SELECT count(*)::int FROM api_key) AS keys, (SELECT count(*)::int FROM audit_event WHERE action = 'api_key.created') AS audited,
            (SELECT count(*)::int FROM api_key k JOIN audit_event a ON a.target_id = k.id AND a.action = 'api_key.created') AS both`,
  );
  if (keys !== audited || keys !== both) failures++;
  console.log(`${kills} writers killed at work      ${keys} keys, ${audited} audit rows, ${both} pairs`);
}

function startProcess(file, url) {
  const env = { ...process.env, DATABASE_URL: url, AUTH_SECRET: "x".repeat(32), LOG_LEVEL: "silent" };
  const child = spawn(process.execPath, ["--enable-source-maps", file], { env, stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  let next = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { id, answer } = JSON.parse(line);
    waiting.get(id)(answer);
    waiting.delete(id);
  });
  child.stdin.on("error", () => {});
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const ask = (command, ...args) =>
    new Promise((resolve) => {
      waiting.set(++next, resolve);
      child.stdin.write(`${JSON.stringify({ id: next, command, args })}\n`);
    });
  const kill = () => {
    child.kill("SIGKILL");
    return exited;
  };
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await Promise.race([ask("stop"), new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
    await kill();
  };
  children.push({ end });
  return { ask, kill };
}
