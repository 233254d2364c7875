import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foldOutput } from "@/lib/embed/responses/fold";
import { newResource } from "@/lib/embed/responses/resource";
import { reapOrphans } from "@/lib/embed/responses/run/reap";
import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { instanceId } from "@/lib/instance-id";
import { within } from "@/tests/http/request";
import { newActor } from "@/tests/keys/fixture";
import { assertStreamGrammar } from "@/tests/responses/grammar";
import { startInstance, stopInstance } from "./instance";

let workspaceId: string;

beforeEach(async () => {
  ({ workspaceId } = await newActor());
});
afterEach(async () => {
  await stopInstance();
  await prisma().response.deleteMany();
  await prisma().instance.deleteMany();
});

interface Left {
  id?: string;
  owner: string;
  ageS?: number;
  heartbeatAgeS?: number | null;
  events?: object[];
  conversationId?: string;
}

/** A response in progress as a process leaves it that is killed. */
async function leave({ id = newId("resp"), owner, ageS = 60, heartbeatAgeS = null, events, conversationId }: Left): Promise<string> {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  if (heartbeatAgeS !== null) {
    const heartbeatAt = ago(heartbeatAgeS);
    await prisma().instance.upsert({ where: { id: owner }, create: { id: owner, heartbeatAt }, update: { heartbeatAt } });
  }
  const background = events !== undefined;
  const body: object = newResource({ model: "m", background }, { id, createdAt: 1 });
  await prisma().response.create({
    data: {
      id,
      workspaceId,
      requestId: newId("req"),
      userId: null,
      keyId: "key_1",
      status: "in_progress",
      model: "m",
      background,
      body,
      instanceId: owner,
      createdAt: ago(ageS),
      ...(conversationId && { conversationId }),
      ...(events && { events: { create: { firstSequence: 0, events } } }),
    },
  });
  return id;
}

const statusOf = async (id: string) => (await prisma().response.findUniqueOrThrow({ where: { id } })).status;

describe("the reaper", () => {
  test("ends what dead processes left as failed, with one usage record each, whoever reaps", async () => {
    const ids = [];
    for (let i = 0; i < 45; i++) ids.push(await leave({ owner: "ins_dead", heartbeatAgeS: 6 }));
    await Promise.all([reapOrphans(), reapOrphans(), reapOrphans()]);
    const rows = await prisma().response.findMany({ where: { id: { in: ids } } });
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["failed"]));
    expect(rows[0]).toMatchObject({
      instanceId: null,
      completedAt: expect.any(Date),
      body: { status: "failed", error: { code: "server_error" } },
    });
    const used = await prisma().usageRecord.findMany({ where: { workspaceId } });
    expect(used.map(({ requestId }) => requestId).sort()).toEqual(rows.map(({ requestId }) => requestId).sort());
    expect(used[0]).toMatchObject({ status: 500, via: "key", endpoint: "/v1/embed/responses" });
  });

  test("leaves alone what a live process works on, what has only begun, and what this process works on", async () => {
    const ids = [
      await leave({ owner: "ins_alive", heartbeatAgeS: 4 }),
      await leave({ owner: "ins_unheard", ageS: 4 }),
      await leave({ owner: instanceId(), ageS: 4 }),
    ];
    await reapOrphans();
    expect(await Promise.all(ids.map(statusOf))).toEqual(["in_progress", "in_progress", "in_progress"]);
  });

  test("ends what this process has itself left behind, and what nobody ever heard of", async () => {
    const ids = [await leave({ owner: instanceId() }), await leave({ owner: "ins_unheard" })];
    await reapOrphans();
    expect(await Promise.all(ids.map(statusOf))).toEqual(["failed", "failed"]);
  });

  test("does not count twice what was counted already", async () => {
    const id = await leave({ owner: "ins_dead" });
    const { requestId } = await prisma().response.findUniqueOrThrow({ where: { id } });
    const row = { requestId, workspaceId, via: "key", endpoint: "x", status: 200, streamed: true, totalMs: 1, createdAt: new Date() };
    await prisma().usageRecord.create({ data: row });
    await reapOrphans();
    expect(await prisma().usageRecord.findMany({ where: { workspaceId } })).toEqual([expect.objectContaining(row)]);
  });

  test("finishes the stream of a background response and keeps what there was", async () => {
    const response = newResource({ model: "m", background: true }, { id: newId("resp"), createdAt: 1 });
    const item = { type: "message", id: "msg_1", role: "assistant", status: "in_progress", content: [] };
    const at = { item_id: "msg_1", output_index: 0, content_index: 0 };
    const events = [
      { type: "response.created", response },
      { type: "response.in_progress", response },
      { type: "response.output_item.added", output_index: 0, item },
      { type: "response.content_part.added", ...at, part: { type: "output_text", text: "", annotations: [], logprobs: [] } },
      { type: "response.output_text.delta", ...at, delta: "half\0 a ", logprobs: [] },
      { type: "response.output_text.delta", ...at, delta: "word \ud800", logprobs: [] },
    ].map((event, sequence_number) => ({ ...event, sequence_number }));
    const id = await leave({ id: response.id, owner: "ins_dead", events });
    await reapOrphans();
    const batches = await prisma().responseEvents.findMany({ where: { responseId: id }, orderBy: { firstSequence: "asc" } });
    const stream = batches.flatMap((batch) => batch.events as object[]);
    expect(assertStreamGrammar(stream)).toMatchObject({ status: "failed", output: [{ id: "msg_1", status: "incomplete" }] });
    expect(stream.at(-2)).toMatchObject({ type: "error", code: "internal_error" });
    const { body } = await prisma().response.findUniqueOrThrow({ where: { id } });
    expect(body).toEqual((stream.at(-1) as { response: object }).response);
    expect(foldOutput(stream as StreamEvent[])).toMatchObject([{ content: [{ text: "half\0 a word \ud800" }] }]);
    expect(await prisma().responseItem.findMany({ where: { responseId: id } })).toMatchObject([{ id: "msg_1", isOutput: true }]);
  });

  test("gives the conversation free and puts nothing into it", async () => {
    const id = newId("conv");
    const responseId = await leave({ owner: "ins_dead", conversationId: id });
    await prisma().conversation.create({
      data: { id, workspaceId, lockedBy: responseId, lockedUntil: new Date(Date.now() + 600_000) },
    });
    await reapOrphans();
    expect(await prisma().conversation.findUniqueOrThrow({ where: { id }, include: { items: true } })).toMatchObject({
      lockedBy: null,
      lockedUntil: null,
      items: [],
    });
  });
});

describe("the heartbeat", () => {
  test("is there when the start is over, goes on every second, and is gone after the stop", async () => {
    await startInstance();
    const beat = async () => (await prisma().instance.findUnique({ where: { id: instanceId() } }))?.heartbeatAt.getTime() ?? 0;
    const first = await beat();
    expect(Date.now() - first).toBeLessThan(5_000);
    await within(5_000, async () => (await beat()) > first);
    await stopInstance();
    expect(await beat()).toBe(0);
    await sleep(1_200);
    expect(await beat()).toBe(0);
  });

  test("comes with the reaper", async () => {
    const id = await leave({ owner: "ins_dead", heartbeatAgeS: 60 });
    await startInstance();
    await within(5_000, async () => (await statusOf(id)) !== "in_progress");
    expect(await statusOf(id)).toBe("failed");
  });
});
