import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/audit/actor";
import { findSessionUser } from "@/lib/auth/live-session";
import { endOtherSessions, endSession, setMemberDisabled, startSession } from "@/lib/auth/mutations";
import { createOwnerLink } from "@/lib/auth/owner-link";
import { listSessions } from "@/lib/auth/queries";
import { sealSessionToken } from "@/lib/auth/session-cookie";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/mutations";
import { verifyKey } from "@/lib/keys/verify";
import type { SessionUser } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { startKeyBus, stopKeyBus } from "@/lib/server/bus";
import { setSetting } from "@/lib/settings/mutations";
import { changePassword } from "./change-password";
import { changeProfile } from "./change-profile";
import { createUser } from "./mutations";
import { signUp } from "./sign-up";

const PASSWORD = "a long enough pass phrase";
const newEmail = () => `${newId("usr").toLowerCase()}@example.com`;

async function user(password: string | null = PASSWORD) {
  const created = await createUser({ email: newEmail(), password });
  if (!created.ok) throw new Error(created.reason);
  const { id, workspaceId, email } = created.user;
  const actor: Actor = { type: "user", userId: id, workspaceId, ip: null, userAgent: null, requestId: null };
  const signIn = async () => {
    const sessionId = (await startSession({ userId: id, method: "password", ip: null, userAgent: null, replaces: null })) ?? "";
    const cookie = `next-auth.session-token=${await sealSessionToken({ sessionId, userId: id }, 60)}`;
    const session = async (): Promise<SessionUser> => (await findSessionUser(cookie)) ?? Promise.reject(new Error("signed out"));
    return { sessionId, cookie, session };
  };
  return { id, email, actor, signIn };
}

describe("changing the password", () => {
  test("ends every other session at once, keeps this one, and is audited without the password", async () => {
    const { id, actor, signIn } = await user();
    const [here, there] = [await signIn(), await signIn()];
    await there.session();
    expect(
      await changePassword(await here.session(), actor, { currentPassword: PASSWORD, newPassword: "another long pass phrase" }),
    ).toEqual({ ok: true });
    expect(await findSessionUser(there.cookie)).toBeNull();
    expect(await here.session()).toMatchObject({ user: { id } });
    const events = await prisma().auditEvent.findMany({ where: { targetId: id } });
    expect(events).toMatchObject([{ action: "user.password_changed", actorId: id }]);
    expect(JSON.stringify(events)).not.toContain("pass phrase");
  });

  test("needs the current password, throttled like a sign-in", async () => {
    const { actor, signIn } = await user();
    const here = await (await signIn()).session();
    const guess = (currentPassword: unknown) => changePassword(here, actor, { currentPassword, newPassword: "another long pass phrase" });
    for (let i = 0; i < 10; i++)
      expect(await guess(`wrong ${i}`)).toMatchObject({ ok: false, reason: "wrong_password", field: "currentPassword" });
    expect(await guess(PASSWORD)).toMatchObject({ ok: false, reason: "throttled" });
  });

  test("an account that has none sets one without asking for it, but not without an address", async () => {
    const { actor, signIn } = await user(null);
    const browser = await signIn();
    expect(await changePassword(await browser.session(), actor, { currentPassword: null, newPassword: PASSWORD })).toEqual({ ok: true });
    expect(await browser.session()).toMatchObject({ user: { hasPassword: true } });
    const { token } = await createOwnerLink();
    expect(token).toHaveLength(43);
    const nameless = { ...(await browser.session()), user: { ...(await browser.session()).user, email: null } };
    expect(await changePassword(nameless, actor, { currentPassword: PASSWORD, newPassword: PASSWORD })).toMatchObject({
      reason: "email_required",
    });
  });

  test("refuses what is short, long, common, the address itself, or no text", async () => {
    const { actor, email, signIn } = await user();
    const here = await (await signIn()).session();
    const bad = [
      "",
      "short",
      "x".repeat(201),
      "1234567890",
      "PASSWORD1234",
      "aaaaaaaaaaaa",
      email,
      "with a \u0000 inside it",
      "half \ud800 a pair of it",
      null,
      12,
      {},
      ["a long enough pass phrase"],
    ];
    for (const newPassword of bad)
      expect(await changePassword(here, actor, { currentPassword: PASSWORD, newPassword })).toMatchObject({
        ok: false,
        field: "newPassword",
      });
  });
});

describe("changing the profile", () => {
  test("a new address asks for the password; a taken one is refused in words that tell nothing", async () => {
    const { actor, email, signIn } = await user();
    const other = await user();
    const browser = await signIn();
    const change = async (typed: { name: unknown; email: unknown; currentPassword: unknown }) =>
      changeProfile(await browser.session(), actor, typed);
    expect(await change({ name: " Ada  L ", email, currentPassword: "" })).toEqual({ ok: true });
    expect(await browser.session()).toMatchObject({ user: { name: "Ada L", email } });
    expect(await change({ name: "Ada", email: newEmail(), currentPassword: "" })).toMatchObject({
      reason: "wrong_password",
      field: "currentPassword",
    });
    expect(await change({ name: "Ada", email: "", currentPassword: PASSWORD })).toMatchObject({ reason: "email_required" });
    expect(await change({ name: "Ada", email: other.email, currentPassword: PASSWORD })).toMatchObject({
      field: "email",
      message: "This address cannot be used.",
    });
    const next = newEmail();
    expect(await change({ name: "Ada", email: next.toUpperCase(), currentPassword: PASSWORD })).toEqual({ ok: true });
    expect(await browser.session()).toMatchObject({ user: { email: next } });
  });

  test("bad input at every field is refused at that field and writes nothing", async () => {
    const { actor, id, email, signIn } = await user();
    const here = await (await signIn()).session();
    for (const bad of ["\u0000", "\ud800", "x".repeat(300), 7, null, {}, ["a"]]) {
      expect(await changeProfile(here, actor, { name: bad, email, currentPassword: PASSWORD })).toMatchObject({ ok: false, field: "name" });
      expect(await changeProfile(here, actor, { name: "Ada", email: bad, currentPassword: PASSWORD })).toMatchObject({
        ok: false,
        field: "email",
      });
    }
    expect(await prisma().user.findUnique({ where: { id } })).toMatchObject({ name: null, email });
  });
});

describe("sessions", () => {
  test("ending one counts for the very next request; another user's cannot be ended", async () => {
    const mine = await user();
    const stranger = await user();
    const [here, there] = [await mine.signIn(), await mine.signIn()];
    await there.session();
    expect(await endSession(stranger.id, there.sessionId)).toBe(false);
    expect(await findSessionUser(there.cookie)).not.toBeNull();
    expect(await endSession(mine.id, there.sessionId)).toBe(true);
    expect(await findSessionUser(there.cookie)).toBeNull();
    expect(await endOtherSessions(mine.id, here.sessionId)).toBe(0);
    expect((await listSessions(mine.id)).map((session) => session.id)).toEqual([here.sessionId]);
  });

  test("a disabled member is out at once and cannot start a session; an owner cannot be disabled", async () => {
    const member = await user();
    const browser = await member.signIn();
    await browser.session();
    expect(await setMemberDisabled(member.actor, member.id, true)).toBe(true);
    expect(await findSessionUser(browser.cookie)).toBeNull();
    expect(await startSession({ userId: member.id, method: "password", ip: null, userAgent: null, replaces: null })).toBeNull();
    expect(await setMemberDisabled(member.actor, member.id, true)).toBe(false);
    expect(await setMemberDisabled(member.actor, member.id, false)).toBe(true);
    await createOwnerLink();
    const owner = await prisma().user.findFirstOrThrow({ where: { role: "owner" } });
    expect(await setMemberDisabled(member.actor, owner.id, true)).toBe(false);
  });

  test("disabling a member tells every process to look at their keys again", async () => {
    const { actor, id } = await user();
    const made = await createKey(actor, { name: "Theirs" });
    if (!made.ok) throw new Error(made.reason);
    const principal = await verifyKey(`Bearer ${made.secret}`, null);
    expect(principal).toMatchObject({ userId: id });
    await startKeyBus();
    try {
      await setMemberDisabled(actor, id, true);
      await expect
        .poll(() => verifyKey(`Bearer ${made.secret}`, null).catch((error: unknown) => error))
        .toMatchObject({ code: "api_key_disabled" });
    } finally {
      await stopKeyBus();
    }
  });

  test("the last use is noted at most once a minute", async () => {
    const { signIn } = await user();
    const { sessionId, session } = await signIn();
    const old = new Date(Date.now() - 90_000);
    await prisma().session.update({ where: { id: sessionId }, data: { lastSeenAt: old } });
    await session();
    await expect
      .poll(async () => (await prisma().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt.getTime())
      .toBeGreaterThan(old.getTime());
    const first = (await prisma().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt;
    await session();
    expect((await prisma().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt).toEqual(first);
  });
});

describe("sign-up", () => {
  const open = async (isOpen: boolean) => {
    const { actor } = await user();
    await setSetting(actor, "signUpOpen", isOpen);
  };

  test("is closed until the owner opens it, and while there is no owner", async () => {
    await prisma().signInLink.deleteMany();
    await prisma().user.updateMany({ where: { role: "owner" }, data: { role: "member" } });
    const typed = { email: newEmail(), name: "", password: PASSWORD };
    expect(await signUp(typed, null)).toEqual({ ok: false, reason: "closed" });
    await open(true);
    expect(await signUp(typed, null)).toEqual({ ok: false, reason: "closed" });
    await createOwnerLink();
    expect(await signUp(typed, null)).toEqual({ ok: true });
    expect(await prisma().user.findUnique({ where: { email: typed.email } })).toMatchObject({ role: "member" });
    await open(false);
    expect(await signUp({ ...typed, email: newEmail() }, null)).toEqual({ ok: false, reason: "closed" });
  });

  test("an address that has an account gets the same answer and keeps its password", async () => {
    await createOwnerLink();
    await open(true);
    const { id, email } = await user();
    const before = await prisma().user.findUniqueOrThrow({ where: { id } });
    expect(await signUp({ email, name: "Mallory", password: "another long pass phrase" }, null)).toEqual({ ok: true });
    expect(await prisma().user.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });

  test("bad input is refused at its field; a role or a workspace cannot be asked for", async () => {
    await createOwnerLink();
    await open(true);
    for (const bad of ["\u0000", "\ud800", "x".repeat(400), 7, {}, ["a"]]) {
      expect(await signUp({ email: bad, name: "", password: PASSWORD }, null)).toMatchObject({ ok: false, field: "email" });
      expect(await signUp({ email: newEmail(), name: bad, password: PASSWORD }, null)).toMatchObject({ ok: false, field: "name" });
      expect(await signUp({ email: newEmail(), name: "", password: bad }, null)).toMatchObject({ ok: false, field: "password" });
    }
    const email = newEmail();
    const smuggled = {
      email,
      name: "",
      password: PASSWORD,
      role: "owner",
      id: "usr_x",
      workspaceId: "ws_x",
      passwordHash: "x",
      disabledAt: null,
    };
    expect(await signUp(smuggled, null)).toEqual({ ok: true });
    const made = await prisma().user.findUniqueOrThrow({ where: { email } });
    expect(made).toMatchObject({ role: "member" });
    expect(made.id).not.toBe("usr_x");
    expect(made.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
