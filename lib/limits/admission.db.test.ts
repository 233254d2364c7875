import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { newId } from "@/lib/ids";
import { instanceId } from "@/lib/instance-id";
import type { Limits } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { freePlaces } from "@/lib/responses/orphans/mutations";
import { admit } from "./admission";
import { NO_LIMITS } from "./schema";

const LEASE_MS = 60_000;
const subject = (limits: Partial<Limits>) => ({ id: newId("key"), type: "key" as const, limits: { ...NO_LIMITS, ...limits } });
const NOTHING = { tokens: 0, micros: 0 };

test("of 500 requests over 4 connections, as processes have them, exactly as many get a place as there are", async () => {
  const { id } = subject({});
  const clients = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
      await client.connect();
      onTestFinished(() => client.end());
      return client;
    }),
  );
  const ask = async (client: pg.Client, number: number): Promise<boolean> => {
    const subjects = [{ id, ...NO_LIMITS, parallelRequests: 37 }];
    const one = { requestId: `${id} ${number}`, instanceId: instanceId(), subjects, leaseMs: LEASE_MS, ...NOTHING };
    const { rows } = await client.query("SELECT limits_admit($1::jsonb) AS verdicts", [JSON.stringify([one])]);
    return rows[0].verdicts[0].refusals.length === 0;
  };
  const admitted = await Promise.all(Array.from({ length: 500 }, (_, number) => ask(clients[number % 4] as pg.Client, number)));
  expect(admitted.filter(Boolean)).toHaveLength(37);
});

test("what 50 requests at once reserve never exceeds a budget by more than one reservation, and what was used is what counts in the end", async () => {
  const key = subject({ dayMicros: 4_500 });
  const workspace = { ...subject({ monthMicros: 1_000_000 }), type: "workspace" as const };
  const reservation = { tokens: 100, micros: 1_000 };
  const all = await Promise.all(Array.from({ length: 50 }, () => admit(newId("req"), [key, workspace], reservation, LEASE_MS)));
  const admissions = all.flatMap(({ admission }) => admission ?? []);
  expect(admissions).toHaveLength(5);
  expect(all.filter(({ refusal }) => refusal?.code === "insufficient_quota")).toHaveLength(45);
  await Promise.all(admissions.map((admission) => admission.end({ tokens: 10, micros: 100 })));
  const days = await prisma().limitDay.findMany({ where: { subjectId: { in: [key.id, workspace.id] } } });
  // What the key was refused is not counted for its workspace either.
  expect(days.map(({ micros }) => Number(micros))).toEqual([500, 500]);
});

test("limits of a minute are those of any 60 seconds, and say when there is room again", async () => {
  const key = subject({ requestsPerMinute: 3 });
  const ask = () => admit(newId("req"), [key], NOTHING, LEASE_MS);
  const admitted = await Promise.all([ask(), ask(), ask()]);
  expect(admitted.map(({ refusal }) => refusal)).toEqual([null, null, null]);
  // Two of them were 50 seconds ago, so there is room again in 11 seconds at most.
  await prisma().$executeRaw`UPDATE limit_second SET second = second - 50 WHERE subject_id = ${key.id}`;
  const { refusal, headers } = await ask();
  expect(refusal?.code).toBe("rate_limit_exceeded");
  expect(refusal?.retryAfterMs).toBeGreaterThan(0);
  expect(refusal?.retryAfterMs).toBeLessThanOrEqual(11_000);
  expect(headers["x-ratelimit-remaining-requests"]).toBe("0");
  await prisma().$executeRaw`UPDATE limit_second SET second = second - 11 WHERE subject_id = ${key.id}`;
  expect((await ask()).refusal).toBeNull();
});

test("of several limits the one that keeps a request out the longest is told", async () => {
  const key = subject({ requestsPerMinute: 1, dayMicros: 1 });
  await admit(newId("req"), [key], { tokens: 1, micros: 1 }, LEASE_MS);
  const { refusal } = await admit(newId("req"), [key], NOTHING, LEASE_MS);
  expect(refusal?.code).toBe("insufficient_quota");
  expect(refusal?.shouldRetry).toBe(false);
});

test("the places of a process that died are free again, and those of one that lives are not", async () => {
  const key = subject({ parallelRequests: 1 });
  const { admission } = await admit(newId("req"), [key], NOTHING, LEASE_MS);
  expect(admission).not.toBeNull();
  await prisma().$executeRaw`UPDATE limit_lease SET created_at = now() - interval '1 hour' WHERE subject_id = ${key.id}`;
  await freePlaces();
  expect((await admit(newId("req"), [key], NOTHING, LEASE_MS)).refusal?.code).toBe("rate_limit_exceeded");
  await prisma().$executeRaw`UPDATE limit_lease SET instance_id = ${newId("ins")} WHERE subject_id = ${key.id}`;
  expect(await freePlaces()).toBeGreaterThan(0);
  expect((await admit(newId("req"), [key], NOTHING, LEASE_MS)).refusal).toBeNull();
});
