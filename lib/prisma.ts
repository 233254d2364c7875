import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { env } from "./env";
import { log } from "./log";

const CONNECTIONS_MAX = 10;
/** How long a statement waits for a connection: for its turn in a burst of requests, or for a server that does not answer. */
const CONNECTION_WAIT_MS = 5_000;

const state = globalThis as typeof globalThis & { vitrinePrisma?: PrismaClient; vitrineReservedPrisma?: PrismaClient };

/** The one client of this process. Next bundles its own copy of this module, so the client hangs on `globalThis`. */
export function prisma(): PrismaClient {
  state.vitrinePrisma ??= connect(CONNECTIONS_MAX);
  return state.vitrinePrisma;
}

/** A client with a connection of its own, for what must not wait behind requests: a process that is late with it is taken for dead. */
export function reservedPrisma(): PrismaClient {
  state.vitrineReservedPrisma ??= connect(1);
  return state.vitrineReservedPrisma;
}

function connect(max: number): PrismaClient {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max, connectionTimeoutMillis: CONNECTION_WAIT_MS });
  // Without a listener, an idle connection that the database closes would end the process.
  pool.on("error", (error) => log.warn({ err: error.message }, "an idle database connection was lost"));
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}
