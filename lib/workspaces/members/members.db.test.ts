import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSessionUser } from "@/lib/auth/live-session";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { EventStream, frame } from "@/lib/http/sse";
import { createKey, rotateKey } from "@/lib/keys/mutations";
import { findKey } from "@/lib/keys/queries";
import { verifyKey } from "@/lib/keys/verify";
import type { MemberRole } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { keyBusReady, startKeyBus, stopKeyBus } from "@/lib/server/bus";
import { setSetting } from "@/lib/settings/mutations";
import { addMember, newPerson, type Person } from "@/tests/auth/person";
import { within } from "@/tests/http/request";
import { openTransport } from "@/tests/http/transport";
import { chooseWorkspace, removeMember, setMemberRole } from "./mutations";
import { listMembers, listWorkspaces } from "./queries";

beforeAll(async () => {
  await startKeyBus();
  await within(5_000, keyBusReady);
});
afterAll(stopKeyBus);

/** Says "one" and then nothing, for ever; and something that can be looked at. */
const ROUTES: ApiRoute[] = [
  apiRoute({
    method: "POST",
    path: "/v1/embed/stream",
    async handle() {
      async function* frames() {
        yield frame('"one"');
        await new Promise(() => {});
      }
      return new EventStream(frames(), (error) => frame(JSON.stringify(error.toBody())));
    },
  }),
  apiRoute({ method: "GET", path: "/v1/embed/look", handle: async () => ({ seen: true }) }),
];

async function team(role: MemberRole): Promise<{ owner: Person; other: Person }> {
  const [owner, other] = [await newPerson(), await newPerson()];
  await addMember(owner.actor.workspaceId, other, role);
  return { owner, other };
}

async function keyOf(person: Person, workspaceId: string): Promise<{ id: string; secret: string }> {
  const made = await createKey({ ...person.actor, workspaceId }, { name: `key of ${person.userId}` });
  if (!made.ok) throw new Error(made.reason);
  return { id: made.key.id, secret: made.secret };
}

const roleIn = async (workspaceId: string, { userId }: Person) =>
  (await listMembers(workspaceId)).find((member) => member.userId === userId)?.role;

describe("roles", () => {
  test("an owner gives and takes them, with an audit row; the next request has the new one", async () => {
    const { owner, other } = await team("member");
    expect(await other.session()).toMatchObject({ workspace: { id: owner.actor.workspaceId, role: "member" } });
    expect(await setMemberRole(owner.actor, other.userId, "viewer")).toEqual({ ok: true });
    expect(await other.session()).toMatchObject({ workspace: { role: "viewer" } });
    const events = await prisma().auditEvent.findMany({ where: { workspaceId: owner.actor.workspaceId, targetId: other.userId } });
    expect(events).toMatchObject([{ action: "member.role_changed", actorId: owner.userId, diff: { from: "member", to: "viewer" } }]);
  });

  test("the last owner stays an owner, also when two let each other go at once", async () => {
    const { owner, other } = await team("owner");
    const { workspaceId } = owner.actor;
    const inSame = { ...other.actor, workspaceId };
    const results = await Promise.all([setMemberRole(owner.actor, other.userId, "viewer"), setMemberRole(inSame, owner.userId, "viewer")]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "last_owner" });
    const roles = [await roleIn(workspaceId, owner), await roleIn(workspaceId, other)];
    expect(roles.filter((role) => role === "owner")).toHaveLength(1);
  });

  test("an owner whose account is closed is no owner to count on", async () => {
    const { owner, other } = await team("owner");
    await prisma().user.update({ where: { id: other.userId }, data: { disabledAt: new Date() } });
    expect(await setMemberRole(owner.actor, owner.userId, "member")).toEqual({ ok: false, reason: "last_owner" });
    expect(await removeMember(owner.actor, owner.userId)).toEqual({ ok: false, reason: "last_owner" });
  });

  test("somebody of another workspace is no member of this one", async () => {
    const [owner, stranger] = [await newPerson(), await newPerson()];
    expect(await setMemberRole(owner.actor, stranger.userId, "viewer")).toEqual({ ok: false, reason: "not_found" });
    expect(await removeMember(owner.actor, stranger.userId)).toEqual({ ok: false, reason: "not_found" });
    expect(await stranger.session()).toMatchObject({ workspace: { role: "owner" } });
  });
});

describe("a viewer", () => {
  test("403: asks nothing in a session, and sees what there is to see", async () => {
    const { owner, other } = await team("viewer");
    const transport = await openTransport("native", ROUTES);
    const headers = { cookie: other.cookie, "sec-fetch-site": "same-origin" };
    const asked = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
    expect([asked.status, await asked.json()]).toMatchObject([403, { error: { code: "role_not_allowed" } }]);
    expect((await transport.fetch(`${transport.origin}/v1/embed/look`, { headers })).status).toBe(200);
    expect(await chooseWorkspace(other.userId, other.sessionId, other.actor.workspaceId)).toBe(true);
    const own = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
    expect(own.status).toBe(200);
    await removeMember(owner.actor, other.userId);
    await own.body?.cancel();
  });

  test("403: a key of theirs is suspended, says so in the list, and works again with the role", async () => {
    const { owner, other } = await team("member");
    const { workspaceId } = owner.actor;
    const { id, secret } = await keyOf(other, workspaceId);
    const call = () => verifyKey(`Bearer ${secret}`, null);
    expect(await call()).toMatchObject({ workspaceId });
    await setMemberRole(owner.actor, other.userId, "viewer");
    await within(2_000, async () => (await call().catch((error) => error.code)) === "api_key_disabled");
    expect(await findKey(workspaceId, id)).toMatchObject({ state: "suspended" });
    await setMemberRole(owner.actor, other.userId, "member");
    await within(2_000, async () => (await call().catch(() => null)) !== null);
    expect(await findKey(workspaceId, id)).toMatchObject({ state: "active" });
  });
});

describe("who is removed", () => {
  test.each([
    ["the member is removed", (owner: Person, other: Person) => removeMember(owner.actor, other.userId)],
    ["the member becomes a viewer", (owner: Person, other: Person) => setMemberRole(owner.actor, other.userId, "viewer")],
  ])("403: a stream in the workspace ends as soon as %s", async (_how, end) => {
    const { owner, other } = await team("member");
    const transport = await openTransport("native", ROUTES);
    const headers = { cookie: other.cookie, "sec-fetch-site": "same-origin" };
    const response = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
    expect(response.status).toBe(200);
    await end(owner, other);
    expect(await response.text()).toMatch(/^data: "one"\n\ndata: \{"error":\{.*"code":"(?:role_not_allowed|invalid_api_key)"\}\}\n\n$/);
  });

  test("a stream goes on in the workspace that was left for another by the switcher", async () => {
    const { owner, other } = await team("member");
    const transport = await openTransport("native", ROUTES);
    const headers = { cookie: other.cookie, "sec-fetch-site": "same-origin" };
    const response = await transport.fetch(`${transport.origin}/v1/embed/stream`, { method: "POST", headers });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    let isOver = false;
    const next = reader.read().then(() => (isOver = true));
    expect(await chooseWorkspace(other.userId, other.sessionId, other.actor.workspaceId)).toBe(true);
    expect(await other.session()).toMatchObject({ workspace: { id: other.actor.workspaceId } });
    expect(isOver).toBe(false);
    await removeMember(owner.actor, other.userId);
    await next;
  });

  test("is at once in another workspace of theirs, and their keys there do not work until somebody rotates them", async () => {
    await setSetting((await newPerson()).actor, "signUpOpen", true);
    const { owner, other } = await team("member");
    const { workspaceId } = owner.actor;
    const { id, secret } = await keyOf(other, workspaceId);
    expect(await removeMember(owner.actor, other.userId)).toEqual({ ok: true });
    expect(await other.session()).toMatchObject({ workspace: { id: other.actor.workspaceId, role: "owner" } });
    await within(2_000, async () => (await verifyKey(`Bearer ${secret}`, null).catch((error) => error.code)) === "api_key_disabled");
    const rotated = await rotateKey(owner.actor, id, 0);
    if (!rotated.ok) throw new Error(rotated.reason);
    expect(await verifyKey(`Bearer ${rotated.secret}`, null)).toMatchObject({ workspaceId, userId: owner.userId });
    expect(await chooseWorkspace(other.userId, other.sessionId, workspaceId)).toBe(false);
  });

  test.each([
    ["is closed where strangers may have none", false],
    ["goes on with a workspace of its own where anybody may have one", true],
  ])("an account that belonged to nothing else %s", async (_what, isOpen) => {
    const { owner, other } = await team("member");
    await setSetting(owner.actor, "signUpOpen", isOpen);
    await prisma().member.delete({ where: { workspaceId_userId: { workspaceId: other.actor.workspaceId, userId: other.userId } } });
    await prisma().user.update({ where: { id: other.userId }, data: { workspaceId: owner.actor.workspaceId } });
    expect(await removeMember(owner.actor, other.userId)).toEqual({ ok: true });
    const session = await findSessionUser(other.cookie);
    expect(session?.workspace.role ?? "closed").toBe(isOpen ? "owner" : "closed");
    expect(session?.workspace.id).not.toBe(owner.actor.workspaceId);
  });
});

describe("leaving", () => {
  test("takes no permission; who has nowhere else to go stays", async () => {
    const { owner, other } = await team("viewer");
    const { workspaceId } = owner.actor;
    expect(await listWorkspaces(other.userId)).toHaveLength(2);
    expect(await removeMember({ ...other.actor, workspaceId }, other.userId)).toEqual({ ok: true });
    expect(await listWorkspaces(other.userId)).toMatchObject([{ id: other.actor.workspaceId, role: "owner" }]);
    const event = await prisma().auditEvent.findFirst({ where: { workspaceId, targetId: other.userId } });
    expect(event).toMatchObject({ action: "member.left", actorId: other.userId });
    const partner = await newPerson();
    await addMember(other.actor.workspaceId, partner, "owner");
    expect(await removeMember(other.actor, other.userId)).toEqual({ ok: false, reason: "only_workspace" });
  });
});
