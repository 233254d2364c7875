/**
 * How quick the pages *Logs* and *Usage* stay with many requests, on a throw-away Postgres (or TEST_POSTGRES_SERVER):
 * `node bench/logs.mjs [rows]`. Fills 90 days of one workspace, a million rows unless told otherwise, with 1,000 keys, and prints a line
 * a question that the pages ask; exits with 1 when one takes longer than it may.
 */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { build } from "esbuild";
import pg from "pg";
import { migrate } from "../scripts/migrate.mjs";
import { root } from "../scripts/paths.mjs";
import { startThrowAwayPostgres } from "../scripts/postgres.mjs";

const ROWS = Number(process.argv[2] ?? 1_000_000);
const WORKSPACE = "ws_bench";

/** Rows spread over 90 days; one model in 10,000 is rare, one request in 20 fails, the last 14 days have what was said. */
const FILL = [
  `INSERT INTO workspace (id, name) VALUES ('${WORKSPACE}', 'Bench')`,
  `INSERT INTO "user" (id, workspace_id, updated_at) VALUES ('usr_bench', '${WORKSPACE}', now())`,
  `INSERT INTO member (workspace_id, user_id, role) VALUES ('${WORKSPACE}', 'usr_bench', 'owner')`,
  `INSERT INTO api_key (id, workspace_id, created_by, name, start, last4, hash, every_model, updated_at)
   SELECT 'key_' || i, '${WORKSPACE}', 'usr_bench', 'Key ' || i, 'vtr_live_', 'abcd', sha256(i::text::bytea), true, now()
   FROM generate_series(1, 1000) i`,
  `INSERT INTO usage_record (request_id, workspace_id, user_id, key_id, via, endpoint, model, answered_by, status, error_code, streamed,
     finish, input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_micros, saved_micros, first_delta_ms, total_ms, created_at)
   SELECT 'req_' || lpad(i::text, 12, '0'), '${WORKSPACE}', 'usr_bench', 'key_' || (1 + i % 1000), 'key',
     CASE WHEN i % 3 = 0 THEN '/v1/embed/responses' ELSE '/v1/embed/chat/completions' END, m.name,
     CASE WHEN i % 20 = 7 THEN NULL ELSE m.name END, CASE WHEN i % 20 = 7 THEN 502 ELSE 200 END,
     CASE WHEN i % 20 = 7 THEN 'upstream_failed' END, i % 2 = 0,
     CASE WHEN i % 20 = 7 THEN NULL WHEN i % 500 = 1 THEN 'length' ELSE 'stop' END,
     500 + i % 1000, 200 + i % 300, i % 200, i % 50, 400 + i % 999, i % 90, 80 + i % 400, 900 + i % 5000,
     now() - interval '90 days' + (i * interval '90 days' / ${ROWS})
   FROM generate_series(1, ${ROWS}) i,
     LATERAL (SELECT CASE WHEN i % 10000 = 3 THEN 'c1/rare/model/v-1' ELSE 'c1/vendor/model-' || i % 20 || '/v-1' END AS name) m`,
  `INSERT INTO logged_body (request_id, workspace_id, created_at, body, words)
   SELECT request_id, workspace_id, created_at, json_build_object('mode', 'on', 'request', repeat('What was said ', 60)),
     to_tsvector('simple', 'chart the sales of ' || request_id || CASE WHEN random() < 0.0001 THEN ' aardvark' ELSE '' END)
   FROM usage_record WHERE created_at > now() - interval '14 days'`,
  "VACUUM ANALYZE",
];

const postgres = process.env.TEST_POSTGRES_SERVER ? null : await startThrowAwayPostgres();
const server = process.env.TEST_POSTGRES_SERVER ?? postgres.server;
const database = `vitrine_bench_${process.pid}`;

async function sql(url, statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

try {
  await sql(`${server}/postgres`, [`CREATE DATABASE ${database}`]);
  const url = `${server}/${database}`;
  await migrate(url);
  const begun = performance.now();
  await sql(url, FILL);
  console.log(`${ROWS.toLocaleString("en")} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  const outfile = `${root}/dist/bench/logs-worker.mjs`;
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/logs-worker.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
  });
  const env = { ...process.env, DATABASE_URL: url, AUTH_SECRET: "x".repeat(32), LOG_LEVEL: "warn" };
  process.exitCode = spawnSync(process.execPath, [outfile, WORKSPACE], { env, stdio: "inherit" }).status ?? 1;
} finally {
  await sql(`${server}/postgres`, [`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`]);
  await postgres?.stop();
}
