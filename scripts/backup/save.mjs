import { once } from "node:events";
import { createWriteStream, renameSync, rmSync } from "node:fs";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Failure } from "../failure.mjs";
import { openClient } from "../migrate.mjs";
import { listMigrations, listTables, quoted } from "./catalogue.mjs";

export const FORMAT = "vitrine-backup";
export const VERSION = 1;
const ROWS_AT_ONCE = 100;

/**
 * Saves all that a database holds as of one moment, while it is used: packed lines of JSON, first what it is, then each table and its rows as
 * texts, last how many there were. The file appears when it is whole, and only its owner may read it.
 * @param {string} url
 * @param {string} file
 * @returns {Promise<{ tables: number, rows: number }>}
 * @throws {Failure} when the database can't be read or the file not be written
 */
export async function save(url, file) {
  const client = await openClient(url);
  const own = `${file}.${process.pid}`;
  try {
    // Dates and times are written the same way everywhere.
    await client.query("SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1");
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await listMigrations(client);
    if (migrations.length === 0) throw new Failure("There is nothing in the database to save.");
    const output = createWriteStream(own, { flags: "wx", mode: 0o600 });
    const rows = await writeAll(client, migrations, output);
    renameSync(own, file);
    return { tables: Object.keys(rows).length, rows: Object.values(rows).reduce((sum, count) => sum + count, 0) };
  } catch (cause) {
    rmSync(own, { force: true });
    if (cause instanceof Failure) throw cause;
    throw new Failure(`The backup could not be written to ${file} (${cause.message}).`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

async function writeAll(client, migrations, output) {
  const pack = createGzip();
  const written = finished(pack.pipe(output));
  // Awaited below; until then a failure must not be nobody's.
  written.catch(() => {});
  const write = async (text) => {
    if (output.errored) throw output.errored;
    if (!pack.write(`${text}\n`)) await Promise.race([once(pack, "drain"), written]);
  };
  await write(JSON.stringify({ format: FORMAT, version: VERSION, savedAt: new Date().toISOString(), migrations }));
  const rows = {};
  for (const table of await listTables(client)) {
    await write(JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) }));
    rows[table.name] = await writeRows(client, table, write);
  }
  await write(JSON.stringify({ end: true, rows }));
  pack.end();
  await written;
  return rows;
}

/** Every value as the text that the database reads back as the same value. */
async function writeRows(client, { name, columns }, write) {
  const values = columns.map((column) => `${quoted(column.name)}::text`);
  await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT to_json(ARRAY[${values.join(", ")}])::text AS row FROM ${quoted(name)}`);
  let count = 0;
  for (;;) {
    const { rows } = await client.query(`FETCH ${ROWS_AT_ONCE} FROM rows`);
    if (rows.length === 0) break;
    count += rows.length;
    await write(rows.map(({ row }) => row).join("\n"));
  }
  await client.query("CLOSE rows");
  return count;
}
