import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import { PrismaClient } from "@/prisma/generated/client";
import { createPool } from "./prisma/pool";
import { currentShare, type Share } from "./prisma/share";

/** What of a process that serves alone; several share what one database takes. */
const POOLS: Record<Share, { connections: number; statementMs: number }> = {
  api: { connections: 10, statementMs: 4_500 },
  /** What visitors cause. */
  pages: { connections: 5, statementMs: 4_500 },
  /** What nobody waits for. */
  upkeep: { connections: 1, statementMs: 120_000 },
  /** A process that is late with these is taken for dead. */
  reserved: { connections: 1, statementMs: 4_500 },
};

/** With fewer connections a burst of requests would wait for itself. */
const CONNECTIONS_MIN = 2;

const clients = processState<Map<Share, PrismaClient>>("prisma", () => new Map());

/** The client for the work at hand: that of the API, unless `withShare` says otherwise. */
export function prisma(): PrismaClient {
  return clientOf(currentShare());
}

/** A client with a connection of its own, for what must not wait behind requests. */
export function reservedPrisma(): PrismaClient {
  return clientOf("reserved");
}

/** Closes all connections. */
export async function disconnect(): Promise<void> {
  const open = [...clients().values()];
  clients().clear();
  await Promise.all(open.map((one) => one.$disconnect()));
}

function clientOf(share: Share): PrismaClient {
  const known = clients().get(share);
  if (known) return known;
  const { connections, statementMs } = POOLS[share];
  const pool = createPool({ name: share, connections: ofWorker(connections), statementMs });
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  clients().set(share, client);
  return client;
}

/** Two workers have as many connections as two servers; from then on they share those of two, as far as that goes. */
function ofWorker(connections: number): number {
  const share = Math.ceil((2 * connections) / Math.max(2, env().WORKERS));
  return Math.min(connections, Math.max(CONNECTIONS_MIN, share));
}
