import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { newActor, newKey } from "@/tests/keys/fixture";
import type { Actor } from "./actor";
import { parseAuditCursor, parseAuditFilter } from "./filter";
import { audit } from "./mutations";
import { listActors, listEvents } from "./queries";
import { toAuditSearch } from "./search";

const EVERYTHING = { actor: null, area: null, target: null };
const record = (actor: Actor, action: string, target: string | null = null) =>
  prisma().$transaction((tx) => audit(tx, actor, action, target, { note: 1 }));
const actionsOf = async (workspaceId: string, filter = {}) =>
  (await listEvents(workspaceId, { ...EVERYTHING, ...filter }, { before: null, limit: 50 })).map(({ action }) => action);

test("events are those of the workspace alone, newest first, with what people and keys are called", async () => {
  const [actor, stranger] = [await newActor("user"), await newActor("user")];
  await record(stranger, "workspace.renamed");
  const { key } = await newKey(actor);
  await record(actor, "workspace.renamed", actor.workspaceId);
  const events = await listEvents(actor.workspaceId, EVERYTHING, { before: null, limit: 50 });
  expect(events).toMatchObject([
    { action: "workspace.renamed", actorName: "Ada", targetName: null, diff: { note: 1 }, ip: "192.0.2.1" },
    { action: "api_key.created", actorName: "Ada", targetId: key.id, targetName: key.name },
  ]);
  expect(await listActors(actor.workspaceId)).toEqual([{ id: actor.userId, name: "Ada" }]);
});

test("a filter keeps who, what and which thing apart", async () => {
  const actor = await newActor("user");
  await record(actor, "api_key.created", "key_1");
  await record({ ...actor, type: "cli" }, "api_key.revoked", "key_1");
  await record(actor, "member.joined", "usr_1");
  expect(await actionsOf(actor.workspaceId, { actor: actor.userId })).toEqual(["member.joined", "api_key.created"]);
  expect(await actionsOf(actor.workspaceId, { actor: "cli" })).toEqual(["api_key.revoked"]);
  expect(await actionsOf(actor.workspaceId, { area: "api_key" })).toEqual(["api_key.revoked", "api_key.created"]);
  expect(await actionsOf(actor.workspaceId, { target: "usr_1" })).toEqual(["member.joined"]);
  expect(await actionsOf(actor.workspaceId, { area: "api" })).toEqual([]);
});

test("pages follow each other without a gap or a repetition, also among events of one millisecond", async () => {
  const actor = await newActor("user");
  const createdAt = new Date();
  const rows = Array.from({ length: 25 }, (_, i) => ({
    id: newId("aud"),
    workspaceId: actor.workspaceId,
    actorType: "user",
    action: `setting.n${i}`,
    createdAt,
  }));
  await prisma().auditEvent.createMany({ data: rows });
  const seen: string[] = [];
  for (let before = null; ; ) {
    const page = await listEvents(actor.workspaceId, EVERYTHING, { before, limit: 10 });
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (!last) break;
    before = parseAuditCursor(new URLSearchParams(toAuditSearch({}, last)).get("before"));
  }
  expect(seen).toHaveLength(25);
  expect(new Set(seen).size).toBe(25);
});

test("an address that makes no sense asks for everything", () => {
  for (const bad of [{ actor: "a b" }, { area: "API" }, { target: ["a", "b"] }, { actor: "\u0000" }])
    expect(parseAuditFilter(bad)).toEqual(EVERYTHING);
  for (const bad of ["", "1-req_a", "x", null, ["1-aud_a"], "99999999999999-aud_a"]) expect(parseAuditCursor(bad)).toBeNull();
});
