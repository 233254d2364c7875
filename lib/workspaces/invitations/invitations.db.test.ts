import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { newPerson, type Person } from "@/tests/auth/person";
import { listMembers, listWorkspaces } from "../members/queries";
import { acceptInvitation, createInvitation, revokeInvitation } from "./mutations";
import { findInvitation, listInvitations } from "./queries";
import { signUpInvited } from "./sign-up";

const FROM = { ip: "192.0.2.7", userAgent: "test" };
const PASSWORD = "a long enough pass phrase";
const newEmail = () => `${newId("usr").toLowerCase()}@example.com`;

async function invite(owner: Person, email: string | null = null, days = 7): Promise<string> {
  const made = await createInvitation(owner.actor, { role: "member", email, days });
  if (!made) throw new Error("too many");
  return made.token;
}

const accept = async (person: Person, token: unknown) => acceptInvitation(await person.session(), person.actor, token);

describe("an invitation", () => {
  test("makes who is signed in a member, at work in the workspace, once, with audit rows and no token in them", async () => {
    const [owner, other, third] = [await newPerson(), await newPerson(), await newPerson()];
    const { workspaceId } = owner.actor;
    const token = await invite(owner);
    expect(await findInvitation(token)).toMatchObject({ state: "open", role: "member", workspaceId });
    expect(await accept(other, token)).toEqual({ ok: true, workspaceId });
    expect(await other.session()).toMatchObject({ principal: { workspaceId }, workspace: { role: "member" } });
    expect(await accept(third, token)).toEqual({ ok: false, reason: "unusable" });
    expect(await findInvitation(token)).toEqual({ state: "used" });
    const events = await prisma().auditEvent.findMany({ where: { workspaceId }, orderBy: { createdAt: "asc" } });
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["invitation.created", owner.userId],
      ["member.joined", other.userId],
    ]);
    expect(JSON.stringify([events, await prisma().invitation.findMany({ where: { workspaceId } })])).not.toContain(token);
  });

  test("of twenty who accept at once one becomes a member", async () => {
    const owner = await newPerson();
    const token = await invite(owner);
    const people = await Promise.all(Array.from({ length: 20 }, newPerson));
    const results = await Promise.all(people.map((person) => accept(person, token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listMembers(owner.actor.workspaceId)).toHaveLength(2);
  });

  test("that is revoked, expired, made up or no text makes nobody a member", async () => {
    const [owner, other] = [await newPerson(), await newPerson()];
    const revoked = await invite(owner);
    const [listed] = await listInvitations(owner.actor.workspaceId);
    expect(await revokeInvitation(other.actor, listed?.id ?? "")).toBe(false); // another workspace's
    expect(await revokeInvitation(owner.actor, listed?.id ?? "")).toBe(true);
    const expired = await invite(owner, null, -1);
    expect([await findInvitation(revoked), await findInvitation(expired)]).toEqual([{ state: "revoked" }, { state: "expired" }]);
    for (const token of [revoked, expired, "x".repeat(43), "", null, 7, {}, "\u0000"])
      expect(await accept(other, token)).toEqual({ ok: false, reason: "unusable" });
    expect(await listWorkspaces(other.userId)).toHaveLength(1);
    expect(await listInvitations(owner.actor.workspaceId)).toEqual([]);
  });

  test("for an address is for the account of that address alone, and stays open for it", async () => {
    const [owner, meant, other] = [await newPerson(), await newPerson(), await newPerson()];
    const token = await invite(owner, meant.email);
    expect(await accept(other, token)).toEqual({ ok: false, reason: "other_address" });
    expect(await accept(meant, token)).toMatchObject({ ok: true });
  });

  test("is not used up by a member, whose role stays", async () => {
    const owner = await newPerson();
    const token = await invite(owner);
    expect(await accept(owner, token)).toEqual({ ok: false, reason: "already_member" });
    expect(await owner.session()).toMatchObject({ workspace: { role: "owner" } });
    expect(await findInvitation(token)).toMatchObject({ state: "open" });
  });
});

describe("signing up by an invitation", () => {
  test("makes an account of that workspace alone, though strangers may not sign up", async () => {
    const owner = await newPerson();
    const email = newEmail();
    const token = await invite(owner);
    expect(await signUpInvited(token, { email: email.toUpperCase(), name: "Grace", password: PASSWORD }, FROM)).toEqual({ ok: true });
    const user = await prisma().user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ role: "member", workspaceId: owner.actor.workspaceId, emailVerifiedAt: null });
    expect(await listWorkspaces(user.id)).toMatchObject([{ id: owner.actor.workspaceId, role: "member" }]);
    expect(await findInvitation(token)).toEqual({ state: "used" });
  });

  test("makes no account for another address, a taken one, a weak password or bad input, and the invitation stays open", async () => {
    const [owner, other] = [await newPerson(), await newPerson()];
    const email = newEmail();
    const bound = await invite(owner, email);
    const fresh = await invite(owner);
    const typed = { email, name: "", password: PASSWORD };
    expect(await signUpInvited(bound, { ...typed, email: newEmail() }, FROM)).toMatchObject({ reason: "not_made" });
    expect(await signUpInvited(fresh, { ...typed, email: other.email }, FROM)).toMatchObject({ reason: "not_made" });
    expect(await signUpInvited(fresh, { ...typed, password: "qwertyuiop" }, FROM)).toMatchObject({ reason: "weak_password" });
    for (const bad of ["", "\u0000", null, 7, {}])
      expect(await signUpInvited(fresh, { ...typed, email: bad }, FROM)).toMatchObject({ reason: "invalid", field: "email" });
    expect(await signUpInvited("unknown", typed, FROM)).toMatchObject({ reason: "not_made" });
    expect(await prisma().user.count({ where: { email } })).toBe(0);
    expect([(await findInvitation(bound)).state, (await findInvitation(fresh)).state]).toEqual(["open", "open"]);
  });
});
