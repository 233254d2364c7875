import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { deleteExpired } from "@/lib/responses/expiry/mutations";
import { findDialogue, findResponse } from "@/lib/responses/queries";
import { newActor } from "@/tests/keys/fixture";
import { deleteAllExpired } from "./expiry";

const DAY_MS = 86_400_000;
let workspaceId: string;

beforeEach(async () => {
  await prisma().response.deleteMany();
  ({ workspaceId } = await newActor());
});

async function keep(count: number, ageDays: number, more: { instanceId?: string; previousResponseId?: string } = {}): Promise<string[]> {
  const createdAt = new Date(Date.now() - ageDays * DAY_MS);
  const rows = Array.from({ length: count }, () => ({
    id: newId("resp"),
    workspaceId,
    requestId: newId("req"),
    status: "completed",
    model: "m",
    background: false,
    body: {},
    createdAt,
    ...more,
  }));
  await prisma().response.createMany({ data: rows });
  const items = rows.map(({ id }) => ({ responseId: id, isOutput: false, position: 0, id: "msg_1", item: {} }));
  await prisma().responseItem.createMany({ data: items });
  return rows.map(({ id }) => id);
}

test("what is older than the retention goes with all its items, however much it is; the rest stays", async () => {
  await keep(1_203, 31);
  const young = await keep(2, 29);
  const working = await keep(1, 31, { instanceId: "ins_1" });
  await prisma().instance.create({ data: { id: "ins_old", heartbeatAt: new Date(Date.now() - 2 * 3_600_000) } });
  await Promise.all([deleteAllExpired(), deleteAllExpired()]);
  await deleteAllExpired();
  expect((await prisma().response.findMany({ select: { id: true } })).map(({ id }) => id).sort()).toEqual([...young, ...working].sort());
  expect(await prisma().responseItem.count()).toBe(3);
  expect(await prisma().instance.count({ where: { id: "ins_old" } })).toBe(0);
});

test("one process at a time: while another deletes there is nothing to do", async () => {
  await keep(1, 31);
  await prisma().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(7210934551)`;
    expect(await deleteExpired(10)).toBe(0);
  });
  expect(await deleteExpired(10)).toBe(1);
});

test("an expired response is gone before it is deleted, and so is every dialogue with it", async () => {
  const principal = { workspaceId, userId: "usr_1", via: { type: "session" as const, sessionId: "ses_1", role: "owner" as const } };
  const [old = ""] = await keep(1, 31);
  const [young = ""] = await keep(1, 1, { previousResponseId: old });
  expect(await findResponse(principal, old)).toBeNull();
  expect(await findResponse(principal, young)).not.toBeNull();
  expect(await findDialogue(principal, young)).toBeNull();
});
