/**
 * `npm run bench`: what this server costs beside the gateways that people would take instead, in one run against one provider. Everything
 * is on: authentication, the check of the interface, usage records, storage. Linux only, since it reads processor time from /proc.
 * `npm run bench -- --rounds=5 --only=chat --share=0.5`. Uses TEST_POSTGRES_SERVER, or a throw-away PostgreSQL of its own.
 */
import { execFileSync, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import pg from "pg";
import { bundleOptions } from "../scripts/build.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { root } from "../scripts/paths.mjs";
import { startThrowAwayPostgres } from "../scripts/postgres.mjs";
import { load } from "./load.mjs";
import { startNginx, startPortkey } from "./peers.mjs";
import { cpuMsOf, residentMbOf } from "./usage-of.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    only: { type: "string", default: "" },
    /** Of the requests of a round. */
    share: { type: "string", default: "1" },
    /** Writes a profile of the server's processor time into this folder. */
    profile: { type: "string" },
  },
});
const rounds = Number(options.rounds);

const ASKED = "Tell me how an answer gets here.";
const chat = (model, stream) => ({
  model,
  stream,
  messages: [{ role: "user", content: ASKED }],
  ...(stream && { stream_options: { include_usage: true } }),
});
const isDone = (text) => text.includes("[DONE]");
const isJson = (text) => text.endsWith("}") || text.endsWith("}\n");

/** `ours`: what our server is asked in place of what the others are. */
const SCENARIOS = [
  { name: "chat, 16 connections", connections: 16, count: 800, body: chat("prose", true), isWhole: isDone },
  { name: "chat, 64 connections", connections: 64, count: 800, body: chat("prose", true), isWhole: isDone },
  { name: "chat as JSON, 64 connections", connections: 64, count: 800, body: chat("prose", false), isWhole: isJson },
  { name: "program of 2,000 tokens, 16 connections", connections: 16, count: 96, body: chat("program", true), isWhole: isDone },
  {
    name: "stored response, 16 connections",
    connections: 16,
    count: 400,
    body: chat("prose", true),
    isWhole: isDone,
    ours: { path: "/v1/embed/responses", body: { input: ASKED, stream: true, store: true } },
  },
  { name: "paced, 256 open streams", connections: 256, count: 256, body: chat("paced", true), isWhole: isDone },
].filter(({ name }) => name.includes(options.only));

const folder = join(root, "node_modules/.cache/vitrine-bench");
const database = `vitrine_bench_${process.pid}`;
const own = process.env.TEST_POSTGRES_SERVER ? null : await startThrowAwayPostgres();
const postgres = process.env.TEST_POSTGRES_SERVER ?? own.server;
const children = [];

/** What is measured has a core of its own where there are two. */
const isPlaced = availableParallelism() > 1 && !spawnSync("taskset", ["-V"]).error;
const placed = (command, args) => (isPlaced ? ["taskset", ["-c", "1", command, ...args]] : [command, args]);

try {
  await migrate(`${postgres}/${database}`);
  await build({ ...bundleOptions(folder), entryPoints: ["bench/gateway.ts"], logLevel: "error" });
  if (isPlaced) execFileSync("taskset", ["-p", "-c", "0", String(process.pid)], { stdio: "ignore" });
  const provider = await start(join(root, "bench/provider.mjs"));
  const targets = {
    direct: { port: provider.port, path: "/v1/chat/completions", headers: {}, child: null },
    nginx: await startNginx(provider.port, placed, folder),
    Portkey: await startPortkey(provider.port, placed),
    Vitrine: await startVitrine(provider.port),
  };
  for (const target of Object.values(targets)) if (target?.child) children.push(target.child);
  const restMb = Object.fromEntries(
    Object.entries(targets).flatMap(([name, target]) => (target?.child ? [[name, residentMbOf(target.child.pid)]] : [])),
  );
  for (const scenario of SCENARIOS) print(scenario.name, await compare(scenario, targets));
  for (const [name, mb] of Object.entries(restMb))
    console.log(`${name}: ${mb.toFixed(0)} MB at rest, ${residentMbOf(targets[name].child.pid).toFixed(0)} MB after the rounds`);
  if (options.profile) {
    const ended = once(targets.Vitrine.child, "exit");
    targets.Vitrine.child.send("exit");
    await ended;
  }
} finally {
  for (const child of children) child.kill("SIGKILL");
  await query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function startVitrine(providerPort) {
  const env = {
    NODE_ENV: "production",
    LOG_LEVEL: "info",
    DATABASE_URL: `${postgres}/${database}`,
    UPSTREAM_BASE_URL: `http://127.0.0.1:${providerPort}/v1`,
    PORT: "0",
    AUTH_SECRET: "bench".repeat(8),
  };
  const { port, secret, child } = await start(join(folder, "gateway.mjs"), env);
  if (isPlaced) execFileSync("taskset", ["-a", "-p", "-c", "1", String(child.pid)], { stdio: "ignore" });
  return { child, port, path: "/v1/embed/chat/completions", headers: { authorization: `Bearer ${secret}` }, isOurs: true };
}

async function start(file, env = {}) {
  const profiling = options.profile && env.PORT ? ["--cpu-prof", `--cpu-prof-dir=${options.profile}`] : [];
  const child = fork(file, {
    cwd: root,
    env: { ...process.env, ...env },
    execArgv: profiling,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  children.push(child);
  const [hello] = await once(child, "message");
  return { ...hello, child };
}

/** Each target once a round, in turn: what else the machine does meets them alike. */
async function compare(scenario, targets) {
  const results = {};
  for (let round = -1; round < rounds; round++) {
    for (const [name, target] of Object.entries(targets)) {
      if (!target) continue;
      const result = await measure(scenario, target, round < 0);
      if (round >= 0) (results[name] ??= []).push(result);
    }
  }
  return Object.fromEntries(Object.entries(results).map(([name, all]) => [name, median(all)]));
}

async function measure(scenario, target, isWarmUp) {
  const { connections, isWhole, ours } = scenario;
  const asked = target.isOurs ? { ...scenario.body, model: `c1/custom/${scenario.body.model}/v-20261122` } : scenario.body;
  const body = target.isOurs && ours ? { ...ours.body, model: asked.model } : asked;
  const path = (target.isOurs && ours?.path) || target.path;
  const count = Math.max(connections, Math.round(scenario.count * Number(options.share) * (isWarmUp ? 0.25 : 1)));
  const before = target.child ? cpuMsOf(target.child.pid) : 0;
  const { firstMs, seconds, refused } = await load({ ...target, path, body: JSON.stringify(body), isWhole }, { connections, count });
  const cpu = target.child ? cpuMsOf(target.child.pid) - before : 0;
  return { perSecond: count / seconds, p50: quantile(firstMs, 0.5), p99: quantile(firstMs, 0.99), cpuMs: cpu / count, refused };
}

async function query(sql) {
  const client = new pg.Client({ connectionString: `${postgres}/postgres` });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function median(all) {
  const of = (key) => all.map((result) => result[key]);
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, quantile(of(key), 0.5)]));
}

function print(name, results) {
  const { Portkey } = results;
  console.log(`${name}, median of ${rounds} rounds`);
  console.table(
    Object.fromEntries(
      Object.entries(results).map(([target, { perSecond, p50, p99, cpuMs, refused }]) => [
        target,
        {
          "requests/s": perSecond.toFixed(0),
          "× Portkey": (perSecond / Portkey.perSecond).toFixed(2),
          "first words p50, ms": p50.toFixed(1),
          "p99, ms": p99.toFixed(1),
          "CPU a request, ms": target === "direct" ? "" : cpuMs.toFixed(2),
          "CPU × Portkey": target === "direct" ? "" : (cpuMs / Portkey.cpuMs).toFixed(2),
          "asked again": refused,
        },
      ]),
    ),
  );
}
