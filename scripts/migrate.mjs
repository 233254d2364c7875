import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const FOLDER = join(root, "prisma/migrations");
/** The advisory lock that Prisma's own engine takes, so that neither applies a migration under the other. */
const LOCK = 72_707_369;
const LOCK_WAIT_MS = 60_000;

/** A change of a table waits for whoever uses it, and whoever comes after waits behind it: so never for long. */
const TABLE_LOCK_WAIT_MS = 2_000;
const PAUSE_MS = 500;
const PATIENCE_MS = 300_000;
/** Another had the lock for too long; two waited for one another. */
const CROSSED = new Set(["55P03", "40P01"]);

/** Prisma's own table, so that `prisma migrate` can take over at any time. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings a database up to prisma/migrations, creating it when the server has none of that name.
 * Each migration is applied together with its bookkeeping row in one transaction; several processes may call this at once, and others may use
 * the database: a migration that would hold them up for more than two seconds is undone and tried again, for five minutes at most.
 * @param {string} url
 * @param {string} [folder] where the migrations are
 * @param {{ until?: string, tableLockWaitMs?: number, patienceMs?: number }} [options] `until` is the last one to apply
 * @returns {Promise<string[]>} the names applied now
 * @throws {Failure} when the database can't be reached, or is not one that this code may migrate
 */
export async function migrate(url, folder = FOLDER, { until, tableLockWaitMs = TABLE_LOCK_WAIT_MS, patienceMs = PATIENCE_MS } = {}) {
  const client = await openClient(url);
  try {
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MS}`);
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await client.query("SET lock_timeout = 0");
    await client.query(BOOKKEEPING);
    const { rows } = await client.query(
      "SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at",
    );
    const pending = pendingOf(readMigrations(folder), rows).filter(({ name }) => until === undefined || name <= until);
    for (const migration of pending) await applyInTurn(client, migration, { tableLockWaitMs, patienceMs });
    return pending.map((migration) => migration.name);
  } catch (error) {
    throw databaseFailure(error, url);
  } finally {
    // Ending the session also lets the lock go.
    await client.end().catch(() => {});
  }
}

/**
 * The migrations in their order.
 * @param {string} [folder]
 */
export function readMigrations(folder = FOLDER) {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "migration.sql")));
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

function pendingOf(migrations, rows) {
  const applied = rows.filter((row) => row.rolled_back_at === null);
  const failed = applied.find((row) => row.finished_at === null);
  if (failed) {
    throw new Failure(
      `The migration ${failed.migration_name} failed half-way earlier: repair the database, then run \`npx prisma migrate resolve\` for it.`,
    );
  }
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!migration)
      throw new Failure(`The database was made by a newer Vitrine (migration ${row.migration_name}): start that version instead.`);
    if (migration.checksum !== row.checksum) {
      throw new Failure(
        `The migration ${row.migration_name} was changed after it was applied: bring back its file, or start with another database.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function applyInTurn(client, migration, { tableLockWaitMs, patienceMs }) {
  for (const deadline = Date.now() + patienceMs; ; await sleep(PAUSE_MS)) {
    try {
      return await apply(client, migration, tableLockWaitMs);
    } catch (error) {
      if (!CROSSED.has(error.code)) throw error;
      if (Date.now() < deadline) continue;
      throw new Failure(
        `The migration ${migration.name} could not have its tables for itself, since something has been using them for ${Math.round(patienceMs / 1000)} seconds without a pause (a long query, a backup?): end that, then run the same command again.`,
        { cause: error },
      );
    }
  }
}

async function apply(client, { name, sql, checksum }, tableLockWaitMs) {
  await client.query("BEGIN");
  try {
    await client.query(`SET LOCAL lock_timeout = ${tableLockWaitMs}`);
    await client.query(sql);
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), clock_timestamp(), 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK").catch(() => {});
    if (cause.code === "53100" || CROSSED.has(cause.code)) throw cause;
    throw new Failure(`The migration ${name} failed and was undone (${cause.message}).`, { cause });
  }
}

/**
 * A connection to the database, which is made when the server has none of that name.
 * @param {string} url
 * @returns {Promise<pg.Client>}
 * @throws {Failure}
 */
export async function openClient(url) {
  const target = parse(url);
  try {
    return await open(url);
  } catch (error) {
    if (error.code !== "3D000") throw databaseFailure(error, url);
  }
  await createDatabase(target, url);
  return open(url).catch((error) => {
    throw databaseFailure(error, url);
  });
}

async function open(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // A connection lost between two queries shows up in the next one.
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function createDatabase(target, url) {
  const name = decodeURIComponent(target.pathname.slice(1));
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  try {
    const client = await open(maintenance.href);
    await client.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`).finally(() => client.end());
  } catch (error) {
    // Another process made it in the meantime.
    if (error.code === "42P04" || error.code === "23505") return;
    throw new Failure(
      `The database ${name} does not exist and could not be created (${error.message}): create it, or correct DATABASE_URL.`,
      { cause: error },
    );
  }
}

function parse(url) {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target && /^postgres(ql)?:$/.test(target.protocol) && target.pathname.length > 1) return target;
  throw new Failure("DATABASE_URL is not usable: it must look like postgresql://user:password@host:5432/database.");
}

const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH|57P03|08\w{3}|57P01)$/;

/** Never shows the password: only host, port, user and database name are taken from the address. */
function databaseFailure(error, url) {
  if (error instanceof Failure) return error;
  const { host, username } = parse(url);
  const code = error.code ?? error.errors?.[0]?.code ?? "";
  if (code === "28P01" || code === "28000")
    return new Failure(`The database at ${host} refuses the user ${username} or its password: correct DATABASE_URL.`);
  if (code === "53100")
    return new Failure(`The disk of the database at ${host} is full: free some space, then run the same command again.`);
  if (code === "53300") return new Failure(`The database at ${host} has no connection left: close some, then run the same command again.`);
  if (code === "55P03")
    return new Failure(
      `Another process has been migrating the database at ${host} for a minute: wait for it, then run the same command again.`,
    );
  if (UNREACHABLE.test(code) || /timeout|terminated/i.test(error.message)) {
    return new Failure(`The database at ${host} can't be reached (${code || error.message}): start it, or correct DATABASE_URL.`, {
      cause: error,
    });
  }
  return new Failure(`The database at ${host} answered with an error (${error.message}).`, { cause: error });
}
