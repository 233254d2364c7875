import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrate } from "@/scripts/migrate.mjs";

const url = `${inject("postgresServer")}/vitrine_migrated_${process.pid}`;
let folder = "";
let user: pg.Client;
let other: pg.Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-migrations-"));
  await write("1_init", "CREATE TABLE busy (id int); INSERT INTO busy VALUES (1);");
  await migrate(url, folder);
  [user, other] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([user.connect(), other.connect()]);
});
afterAll(async () => {
  await Promise.all([user.end(), other.end(), rm(folder, { recursive: true, force: true })]);
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, "migration.sql"), sql);
}

async function waitsForLock(): Promise<boolean> {
  const { rows } = await other.query(
    "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT granted AND datname = current_database()",
  );
  return rows.length > 0;
}

test("a migration never holds up for long who uses its table, and is applied as soon as it is free", async () => {
  await write("2_wider", "ALTER TABLE busy ADD COLUMN more text;");
  await user.query("BEGIN; SELECT * FROM busy");
  let isDone = false;
  const done = migrate(url, folder, { tableLockWaitMs: 300 }).finally(() => {
    isDone = true;
  });
  await expect.poll(waitsForLock, { timeout: 30_000, interval: 5 }).toBe(true);
  // Behind the migration, which waits for the open transaction: without an end to that, this would wait for the commit below.
  expect((await other.query("SELECT * FROM busy")).rows).toHaveLength(1);
  expect(isDone).toBe(false);
  await user.query("COMMIT");
  expect(await done).toEqual(["2_wider"]);
  expect((await other.query("SELECT more FROM busy")).rows).toEqual([{ more: null }]);
});

test("a table that is never free is named as the reason, and the database stays as it was", async () => {
  await write("3_never", "CREATE TABLE half (id int); ALTER TABLE busy ADD COLUMN last text;");
  await user.query("BEGIN; SELECT * FROM busy");
  await expect(migrate(url, folder, { tableLockWaitMs: 50, patienceMs: 100 })).rejects.toThrow(
    /The migration 3_never could not have its tables for itself/,
  );
  expect((await other.query("SELECT to_regclass('half') AS half")).rows).toEqual([{ half: null }]);
  await user.query("COMMIT");
  expect(await migrate(url, folder)).toEqual(["3_never"]);
});
