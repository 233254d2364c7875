import net from "node:net";
import pg from "pg";
import { env } from "../env";
import { isRecord } from "../json";
import { log } from "../log";
import { processState } from "../process-state";
import { databaseSilenceMs, noteDatabaseFailure, noteDatabaseHeard } from "./life-signs";
import { longValuesIn } from "./long-value";

/** How long a statement waits for a connection: for its turn in a burst of requests, or for a server that does not answer. */
const CONNECTION_WAIT_MS = 2_000;
/** From when on a statement that waits is looked after, and how often. */
const PATIENCE_MS = 3_500;
const LOOK_MS = 500;
/** Of a database that lives nothing is heard for so long at no time: there is a heartbeat every half second. */
const SILENCE_MS_MAX = 2_500;
/** What the server's own limit for a statement gets beyond it, before a connection alone is taken for dead. */
const GRACE_MS = 1_000;

export interface PoolOptions {
  name: string;
  connections: number;
  /** How long a statement may take. */
  statementMs: number;
}

const pools = processState<Map<string, pg.Pool>>("database-pools", () => new Map());

/** The pools of this process by name. */
export function openPools(): [name: string, pool: pg.Pool][] {
  return [...pools()].filter(([, pool]) => !pool.ended);
}

/**
 * Connections that do not hang: the database ends a statement that takes too long, and where the database itself is silent (frozen,
 * or behind a network that swallows everything) its connections are cut, which fails what waits on them.
 */
export function createPool({ name, connections, statementMs }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    application_name: `vitrine ${name}`,
    max: connections,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    statement_timeout: statementMs,
    keepAlive: true,
    stream: openSocket,
  });
  // Without a listener, an idle connection that the database closes would end the process.
  pool.on("error", (error) => log.warn({ err: error.message }, "an idle database connection was lost"));
  pool.on("connect", (client) => {
    noteDatabaseHeard();
    cutWhenSilent(client, statementMs + GRACE_MS);
  });
  pools().set(name, pool);
  return pool;
}

function openSocket(): net.Socket {
  const socket = new net.Socket();
  socket.on("error", noteDatabaseFailure);
  socket.on("close", () => {
    if (socket.bytesRead === 0) noteDatabaseFailure();
  });
  return socket;
}

/** Ends the connection under a statement that waits while nothing is heard of the database, or that waits for more than `waitMsMax`. */
function cutWhenSilent(client: pg.PoolClient, waitMsMax: number): void {
  let sinceMs: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  const lookIn = (ms: number) => {
    // What has arrived is read first: this process may have been busy for as long.
    timer = setTimeout(() => setImmediate(look), ms);
    timer.unref();
  };
  const look = () => {
    if (sinceMs === null) return;
    const waitedMs = performance.now() - sinceMs;
    if (waitedMs < PATIENCE_MS) return lookIn(PATIENCE_MS - waitedMs + 1);
    if (databaseSilenceMs() < SILENCE_MS_MAX && waitedMs < waitMsMax) return lookIn(LOOK_MS);
    noteDatabaseFailure();
    log.warn({ waitedMs: Math.round(waitedMs) }, "the database is silent; a connection was cut");
    void (client as pg.PoolClient & pg.Client).end();
  };
  const begin = () => {
    sinceMs = performance.now();
    if (!timer) lookIn(PATIENCE_MS);
  };
  const finish = () => {
    sinceMs = null;
    if (timer) clearTimeout(timer);
    timer = null;
  };
  client.query = ((query: unknown, ...rest: unknown[]) => {
    begin();
    const values = isRecord(query) && Array.isArray(query.values) ? { values: longValuesIn(query.values) } : null;
    // The method has overloads, of which a list of arguments fits none.
    return pg.Client.prototype.query.apply(client, [values ? { ...(query as object), ...values } : query, ...rest] as never);
  }) as typeof client.query;
  client.on("drain", () => {
    noteDatabaseHeard();
    finish();
  });
  client.on("end", finish);
}
