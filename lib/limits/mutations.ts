import { inBatches } from "@/lib/batches";
import { instanceId } from "@/lib/instance-id";
import type { LimitedSubject, Limits } from "@/lib/principal";
import { prisma } from "@/lib/prisma";

const BATCHES = { sizeMax: 200, atOnce: 2 };

/** What a request is expected to use at most. */
export interface Reservation {
  tokens: number;
  micros: number;
}

/** Which limit a subject has used up, and the second of the epoch when there is room again; null when nobody knows. */
export interface UsedUp {
  id: string;
  limit: keyof Limits;
  opens: number | null;
}

/** What the database says to a request. */
export interface Verdict {
  /** By the clock of the database, which all processes have in common. */
  nowMs: number;
  /** Where the reservation stands. */
  second: number;
  day: string;
  /** Empty when the request was admitted, and is counted. */
  refusals: UsedUp[];
  /** What each subject had used in the last minute before this request, in their order. */
  standings: { requests: number; tokens: number }[];
}

interface Ask extends Reservation {
  requestId: string;
  subjects: readonly LimitedSubject[];
  leaseMs: number;
}

/**
 * Counts a request with its reservation against all its subjects, or against none when one of them has used up what it may: exact,
 * whatever other processes admit at the same time. All that wait in this process are one statement, so that many requests of one key take
 * turns here and not on the database's connections.
 */
export const admitRequest: (ask: Ask) => Promise<Verdict> = inBatches("limits-admit", BATCHES, async (asks) => {
  const text = JSON.stringify(
    asks.map(({ subjects, ...ask }) => ({
      ...ask,
      instanceId: instanceId(),
      subjects: subjects.map(({ id, limits }) => ({ id, ...limits })),
    })),
  );
  const [row] = await prisma().$queryRaw<{ verdicts: Verdict[] }[]>`SELECT limits_admit(${text}::jsonb) AS verdicts`;
  return row?.verdicts ?? [];
});

interface End extends Reservation {
  requestId: string;
  ids: string[];
  second: number;
  day: string;
}

/** Gives the place of an admitted request back; its tokens and micros are what it used more (or less) than was reserved. */
export const settleRequest: (end: End) => Promise<void> = inBatches("limits-settle", BATCHES, async (ends) => {
  await prisma().$executeRaw`SELECT limits_settle(${JSON.stringify(ends)}::jsonb)`;
  return ends.map(() => undefined);
});

/** Forgets places that outlived their requests, and days that no budget looks at. */
export async function forgetUse(): Promise<void> {
  await prisma().$executeRaw`DELETE FROM limit_lease WHERE expires_at < now()`;
  await prisma().$executeRaw`DELETE FROM limit_second WHERE second < extract(epoch FROM now()) - 3600`;
  await prisma().$executeRaw`DELETE FROM limit_day WHERE day < now() - interval '400 days'`;
}
