import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { Failure } from "../failure.mjs";
import { migrate, openClient, readMigrations } from "../migrate.mjs";
import { advanceCounters, listForeignKeys, listMigrations, listTables, quoted } from "./catalogue.mjs";
import { FORMAT, VERSION } from "./save.mjs";

const ROWS_AT_ONCE = 500;
const CHARS_AT_ONCE = 4_000_000;

/**
 * Brings what `save` has saved into an empty database: migrates it to where the saved one was, fills it in one transaction, and then migrates
 * it to where this version is.
 * @param {string} url
 * @param {string} file
 * @returns {Promise<{ tables: number, rows: number }>}
 * @throws {Failure} when the database is not empty, or the file is no whole backup that this version can read; nothing is changed then
 */
export async function restore(url, file) {
  const lines = readLines(file);
  const head = parse((await lines.next()).value, file);
  if (head.format !== FORMAT) throw notWhole(file);
  assertKnown(head);
  await assertEmpty(url);
  const saved = head.migrations.map(({ name }) => name);
  await migrate(url, undefined, { until: saved.at(-1) });
  const client = await openClient(url);
  try {
    await client.query("SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'");
    await client.query("BEGIN");
    const rows = await fill(client, lines, file);
    await client.query("COMMIT");
    await migrate(url);
    return { tables: Object.keys(rows).length, rows: Object.values(rows).reduce((sum, count) => sum + count, 0) };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(`The backup could not be restored, and nothing of it was (${cause.message}).`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

function assertKnown({ version, migrations }) {
  const known = new Map(readMigrations().map(({ name, checksum }) => [name, checksum]));
  const strange = migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  if (version !== VERSION || strange)
    throw new Failure(
      `The backup was made by another version of Vitrine (${strange ? `migration ${strange.name}` : `format ${version}`}): use that one or a newer one.`,
    );
}

async function assertEmpty(url) {
  const client = await openClient(url);
  try {
    if ((await listMigrations(client)).length === 0) return;
    const { rows } = await client.query('SELECT EXISTS (SELECT FROM "user") AS used');
    if (rows[0].used)
      throw new Failure(
        "The database is in use already: restore into an empty one (another DATABASE_URL, or a folder without .data), before the first start.",
      );
  } finally {
    await client.end().catch(() => {});
  }
}

/** Foreign keys are taken away while the tables are filled, one after the other, and checked when they come back. */
async function fill(client, lines, file) {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  const keys = await listForeignKeys(client);
  for (const { drop } of keys) await client.query(drop);
  await client.query(`TRUNCATE ${[...tables.keys()].map(quoted).join(", ")}`);
  const filled = {};
  let batch = null;
  for await (const line of lines) {
    if (line.startsWith("[")) {
      if (!batch) throw notWhole(file);
      await batch.add(line);
      continue;
    }
    if (batch) filled[batch.table] = await batch.end();
    const head = parse(line, file);
    if (head.end) {
      assertSame(head.rows, filled, file);
      for (const { add } of keys) await client.query(add);
      await advanceCounters(client);
      return filled;
    }
    batch = createBatch(client, tables.get(head.table), head, file);
  }
  throw notWhole(file);
}

function createBatch(client, table, { columns }, file) {
  const types = new Map(table?.columns.map(({ name, type }) => [name, type]));
  if (!table || columns.some((name) => !types.has(name))) throw notWhole(file);
  const values = columns.map((name, index) => `(row ->> ${index})::${types.get(name)}`);
  const sql = `INSERT INTO ${quoted(table.name)} (${columns.map(quoted).join(", ")}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(", ")} FROM json_array_elements($1::json) AS row`;
  let rows = [];
  let chars = 0;
  let count = 0;
  const flush = async () => {
    if (rows.length > 0) await client.query(sql, [`[${rows.join(",")}]`]);
    count += rows.length;
    rows = [];
    chars = 0;
  };
  return {
    table: table.name,
    add: async (row) => {
      rows.push(row);
      chars += row.length;
      if (rows.length >= ROWS_AT_ONCE || chars >= CHARS_AT_ONCE) await flush();
    },
    end: async () => {
      await flush();
      return count;
    },
  };
}

function assertSame(said, filled, file) {
  const differs = Object.entries(said).some(([table, count]) => filled[table] !== count);
  if (differs) throw notWhole(file);
}

/** The lines of a packed file. */
async function* readLines(file) {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip()).setEncoding("utf8");
  source.once("error", (error) => text.destroy(error));
  try {
    let rest = "";
    for await (const chunk of text) {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop() ?? "";
      yield* parts;
    }
  } catch (cause) {
    if (cause.code === "ENOENT") throw new Failure(`There is no file ${file}.`, { cause });
    throw notWhole(file, cause);
  }
}

function parse(line, file) {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw notWhole(file, cause);
  }
}

function notWhole(file, cause) {
  return new Failure(`${file} is not a whole backup of Vitrine; nothing was restored.`, { cause });
}
