import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR_OID = 18;
const NAME_OID = 19;
const TEXT_OID = 25;

/**
 * Prisma's adapter for pg with what the schema engine needs and the adapter gets wrong; each override says what.
 * @param {import("./connection.mjs").Connection} connection
 */
export function createAdapterFactory({ pg: options, schema }) {
  const factory = plainFactory(options, schema);
  // The original drops the shadow database while its own pool is still connected to it.
  factory.connectToShadowDb = async () => {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await execute(options, `CREATE DATABASE "${database}"`);
    const shadow = await plainFactory({ ...options, database }, schema).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await execute(options, `DROP DATABASE "${database}" WITH (FORCE)`);
    };
    return shadow;
  };
  return factory;
}

function plainFactory(options, schema) {
  // One connection that never idles out: the engine's advisory lock belongs to the session.
  const pool = new CatalogPool({ ...options, max: 1, idleTimeoutMillis: 0 });
  const factory = new PrismaPg(pool, { schema, disposeExternalPool: true });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    // The original splits the script on ";", which breaks function bodies and loses the implicit transaction.
    adapter.executeScript = async (sql) => {
      try {
        await adapter.client.query(sql);
      } catch (error) {
        adapter.onError(error);
      }
    };
    adapter.queryRaw = withCharacters(adapter);
    return adapter;
  };
  return factory;
}

/** Catalog queries return "char" and name columns, which the adapter can't map: they pass it as text, and `withCharacters` remembers which. */
function withKnownTypes(result) {
  for (const part of [result].flat()) {
    for (const field of part?.fields ?? []) {
      field.isCharacter = field.dataTypeID === CHAR_OID;
      if (field.isCharacter || field.dataTypeID === NAME_OID) field.dataTypeID = TEXT_OID;
    }
  }
  return result;
}

/** The adapter's queryRaw, which tells the engine about "char" columns again: it panics on text where it wants a character. */
function withCharacters(adapter) {
  const { queryRaw } = adapter;
  return async (query) => {
    let fields = [];
    const performIO = async (io) => {
      const result = await adapter.performIO(io);
      fields = result.fields;
      return result;
    };
    const set = await queryRaw.call(Object.create(adapter, { performIO: { value: performIO } }), query);
    for (const [index, field] of fields.entries()) if (field.isCharacter) set.columnTypes[index] = ColumnTypeEnum.Character;
    return set;
  };
}

class CatalogClient extends pg.Client {
  query(...args) {
    const answer = super.query(...args);
    return typeof answer?.then === "function" ? answer.then(withKnownTypes) : answer;
  }
}

class CatalogPool extends pg.Pool {
  constructor(options) {
    super({ ...options, Client: CatalogClient });
  }

  query(...args) {
    const answer = super.query(...args);
    return typeof answer?.then === "function" ? answer.then(withKnownTypes) : answer;
  }
}

/**
 * Runs one statement on a connection of its own.
 * @param {import("pg").ClientConfig} options
 * @param {string} sql
 */
export async function execute(options, sql) {
  const client = new pg.Client(options);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
