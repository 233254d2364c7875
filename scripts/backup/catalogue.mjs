/**
 * A table as it is saved: its columns in their order with their types, without those that the database computes itself.
 * @typedef {{ name: string, columns: { name: string, type: string }[] }} Table
 */

/** Not data: what says how far the database was migrated, which a restored one is told by migrating it. */
const BOOKKEEPING = "_prisma_migrations";

/**
 * The tables of the schema, partitions through their parents.
 * @param {import("pg").Client} client
 * @returns {Promise<Table[]>}
 */
export async function listTables(client) {
  const { rows } = await client.query(
    `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND c.relname <> $1
     ORDER BY c.relname, a.attnum`,
    [BOOKKEEPING],
  );
  const tables = Object.groupBy?.(rows, (row) => row.table) ?? grouped(rows);
  return Object.entries(tables).map(([name, columns]) => ({
    name,
    columns: columns.map(({ name: column, type }) => ({ name: column, type })),
  }));
}

/** Node 20 has no Object.groupBy. */
function grouped(rows) {
  const groups = {};
  for (const row of rows) (groups[row.table] ??= []).push(row);
  return groups;
}

/**
 * The migrations that the database has had, in their order; none where it was never migrated.
 * @param {import("pg").Client} client
 * @returns {Promise<{ name: string, checksum: string }[]>}
 */
export async function listMigrations(client) {
  const { rows: known } = await client.query("SELECT to_regclass($1) IS NOT NULL AS known", [BOOKKEEPING]);
  if (!known[0].known) return [];
  const { rows } = await client.query(
    `SELECT migration_name AS name, checksum FROM ${BOOKKEEPING} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/**
 * The foreign keys of the schema: what takes each of them away, and what brings it back.
 * @param {import("pg").Client} client
 * @returns {Promise<{ drop: string, add: string }[]>}
 */
export async function listForeignKeys(client) {
  const { rows } = await client.query(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace`,
  );
  return rows.map(({ table, name, definition }) => ({
    drop: `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
    add: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
  }));
}

/**
 * Sets every counter of the schema behind the highest number that its column has.
 * @param {import("pg").Client} client
 */
export async function advanceCounters(client) {
  const { rows } = await client.query(
    `SELECT s.oid::regclass::text AS counter, d.refobjid::regclass::text AS "table", quote_ident(a.attname) AS "column"
     FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
       JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace`,
  );
  for (const { counter, table, column } of rows) {
    await client.query(`SELECT setval($1, coalesce((SELECT max(${column}) FROM ${table}), 1), EXISTS (SELECT FROM ${table}))`, [counter]);
  }
}

/** @param {string} name */
export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
