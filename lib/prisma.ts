import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { env } from "./env";
import { log } from "./log";

const state = globalThis as typeof globalThis & { vitrinePrisma?: PrismaClient };

/** The one client of this process. Next bundles its own copy of this module, so the client hangs on `globalThis`. */
export function prisma(): PrismaClient {
  state.vitrinePrisma ??= connect();
  return state.vitrinePrisma;
}

function connect(): PrismaClient {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 10, connectionTimeoutMillis: 2_000 });
  // Without a listener, an idle connection that the database closes would end the process.
  pool.on("error", (error) => log.warn({ err: error.message }, "an idle database connection was lost"));
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}
