import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit/actor";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { newActor, newKey } from "@/tests/keys/fixture";
import { createKey, endGrace, renameKey, revokeKey, rotateKey, saveLastUsed, setKeyDisabled } from "./mutations";
import { listKeys } from "./queries";
import { verifyKey } from "./verify";

const check = (secret: string) => verifyKey(`Bearer ${secret}`, null);

let actor: Awaited<ReturnType<typeof newActor>>;
beforeEach(async () => {
  actor = await newActor();
});

describe("createKey", () => {
  test("returns a secret that works, and stores only its digest", async () => {
    const { key, secret } = await newKey(actor, { name: "Key", models: ["a", "b", "a"] });
    expect(key).toMatchObject({ name: "Key", state: "active", models: ["a", "b"], lastUsedAt: null, requests24h: 0, createdByName: "Ada" });
    expect(secret.startsWith(key.start) && secret.endsWith(key.last4)).toBe(true);
    expect(await check(secret)).toEqual({
      workspaceId: actor.workspaceId,
      userId: actor.userId,
      via: { type: "key", keyId: key.id, models: ["a", "b"] },
    });
  });

  test("trims the name and refuses what can't be one", async () => {
    expect((await newKey(actor, { name: "  spaced  " })).key.name).toBe("spaced");
    for (const name of ["", "   ", "x".repeat(65), "a\u0000b", "a\nb", "\u202ecod", "half \ud800"]) {
      expect(await createKey(actor, { name })).toEqual({ ok: false, reason: "invalid_name" });
    }
    expect((await newKey(actor, { name: "x".repeat(64) })).ok).toBe(true);
  });

  test("refuses an expiry that is past, too far or no date, and models that are not a list of ids", async () => {
    const dates = [new Date(), new Date(0), new Date(8.64e15), new Date(Number.NaN)];
    for (const expiresAt of dates)
      expect(await createKey(actor, { name: "k", expiresAt })).toEqual({ ok: false, reason: "invalid_expiry" });
    for (const models of [[""], ["a\u0000"], ["x".repeat(201)], Array.from({ length: 51 }, (_, i) => `m${i}`)]) {
      expect(await createKey(actor, { name: "k", models })).toEqual({ ok: false, reason: "invalid_models" });
    }
  });

  test("takes no member that is not its own: nothing of the row can be assigned from outside", async () => {
    const members = ["id", "workspaceId", "createdById", "hash", "start", "version", "revokedAt", "createdAt", "rotatedFrom", "__proto__x"];
    for (const member of members) {
      expect(await createKey(actor, Object.assign({ name: "k" }, { [member]: "x" }))).toEqual({ ok: false, reason: "invalid_request" });
    }
    expect(await listKeys(actor)).toEqual([]);
  });

  test("a live name is taken whatever its case; a revoked key's name is free again; LIKE patterns are plain text", async () => {
    const { key } = await newKey(actor, { name: "Deploy_1" });
    expect(await createKey(actor, { name: "dEPLOY_1" })).toEqual({ ok: false, reason: "name_taken" });
    await newKey(actor, { name: "DeployX1" });
    await newKey(actor, { name: "%" });
    await newKey(await newActor(), { name: "Deploy_1" });
    await revokeKey(actor, key.id);
    await newKey(actor, { name: "deploy_1" });
  });

  test("two racing creations of one name give one key", async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => createKey(actor, { name: "same" })));
    expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual([
      "name_taken",
      "name_taken",
      "name_taken",
      "name_taken",
      "ok",
    ]);
  });

  test("the database itself refuses a second live name", async () => {
    const { key } = await newKey(actor, { name: "one" });
    const { key: other } = await newKey(actor, { name: "two" });
    await expect(prisma().apiKey.update({ where: { id: other.id }, data: { name: "ONE" } })).rejects.toMatchObject({ code: "P2002" });
    await revokeKey(actor, key.id);
    await prisma().apiKey.update({ where: { id: other.id }, data: { name: "ONE" } });
  });

  test("at most 100 keys live, even when the 101st is created by several at once; expired ones don't count", async () => {
    const row = { workspaceId: actor.workspaceId, createdById: actor.userId ?? "", start: "", last4: "" };
    const rows = Array.from({ length: 99 }, (_, i) => ({
      ...row,
      id: newId("key"),
      name: `k${i}`,
      hash: Uint8Array.from(Buffer.from(newId("key"))),
    }));
    await prisma().apiKey.createMany({ data: rows });
    const hash = Uint8Array.from(Buffer.from("expired"));
    await prisma().apiKey.create({ data: { ...row, id: newId("key"), name: "expired", hash, expiresAt: new Date(Date.now() - 1_000) } });
    const results = await Promise.all(Array.from({ length: 5 }, (_, i) => createKey(actor, { name: `race ${i}` })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === "too_many_keys")).toHaveLength(4);
    expect(await prisma().apiKey.count({ where: { workspaceId: actor.workspaceId } })).toBe(101);
  });

  test("a user creates at most 10 a minute, rotations included; the command line as many as it wants", async () => {
    const user: Actor = { ...actor, type: "user" };
    const results = await Promise.all(Array.from({ length: 12 }, (_, i) => createKey(user, { name: `k${i}` })));
    expect(results.filter((result) => result.ok)).toHaveLength(10);
    expect(results.filter((result) => !result.ok && result.reason === "too_many_creations")).toHaveLength(2);
    const [first] = await listKeys(user);
    expect(await rotateKey(user, first?.id ?? "", 0)).toEqual({ ok: false, reason: "too_many_creations" });
    await newKey(actor, { name: "by command line" });
  });
});

describe("renameKey, setKeyDisabled, revokeKey", () => {
  test("a key is renamed; to its own name in another case too; not to one that is taken, not when revoked", async () => {
    const { key } = await newKey(actor, { name: "a" });
    await newKey(actor, { name: "b" });
    expect(await renameKey(actor, key.id, " A ")).toMatchObject({ ok: true, key: { name: "A" } });
    expect(await renameKey(actor, key.id, "B")).toEqual({ ok: false, reason: "name_taken" });
    expect(await renameKey(actor, key.id, "")).toEqual({ ok: false, reason: "invalid_name" });
    await revokeKey(actor, key.id);
    expect(await renameKey(actor, key.id, "c")).toEqual({ ok: false, reason: "key_revoked" });
  });

  test("403 from the moment setKeyDisabled returns, and no longer from the moment it is undone", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    expect(await setKeyDisabled(actor, key.id, true)).toMatchObject({ ok: true, key: { state: "disabled" } });
    await expect(check(secret)).rejects.toMatchObject({ code: "api_key_disabled", status: 403 });
    expect(await setKeyDisabled(actor, key.id, false)).toMatchObject({ ok: true, key: { state: "active" } });
    await check(secret);
  });

  test("403 from the moment revokeKey returns, for ever", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    expect(await revokeKey(actor, key.id)).toMatchObject({ ok: true, key: { state: "revoked" } });
    await expect(check(secret)).rejects.toMatchObject({ code: "invalid_api_key", status: 403 });
    expect(await revokeKey(actor, key.id)).toEqual({ ok: false, reason: "key_revoked" });
    expect(await setKeyDisabled(actor, key.id, false)).toEqual({ ok: false, reason: "key_revoked" });
  });

  test("a user types the name of a key used in the last 30 days; one never or long ago used needs none", async () => {
    const user: Actor = { ...actor, type: "user" };
    const { key } = await newKey(user, { name: "Live" });
    await saveLastUsed([{ keyId: key.id, at: new Date(), address: null }]);
    expect(await revokeKey(user, key.id)).toEqual({ ok: false, reason: "confirmation_required" });
    expect(await revokeKey(user, key.id, "")).toEqual({ ok: false, reason: "confirmation_required" });
    expect(await revokeKey(user, key.id, "live")).toEqual({ ok: false, reason: "confirmation_mismatch" });
    expect(await revokeKey(user, key.id, "Live ")).toMatchObject({ ok: true });
    const { key: old } = await newKey(user, { name: "Old" });
    await saveLastUsed([{ keyId: old.id, at: new Date(Date.now() - 31 * 86_400_000), address: null }]);
    expect(await revokeKey(user, old.id)).toMatchObject({ ok: true });
  });

  test("racing revocations revoke once and leave one audit row", async () => {
    const { key } = await newKey(actor);
    const results = await Promise.all(Array.from({ length: 5 }, () => revokeKey(actor, key.id)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await prisma().auditEvent.count({ where: { targetId: key.id, action: "api_key.revoked" } })).toBe(1);
  });
});

describe("rotateKey, endGrace", () => {
  test("the successor copies the policy, both work during the grace period, and only the successor after it", async () => {
    const expiresAt = new Date(Date.now() + 86_400_000 * 90);
    const { key, secret } = await newKey(actor, { name: "Key", models: ["m"], expiresAt });
    const rotated = await rotateKey(actor, key.id, 900);
    if (!rotated.ok) throw new Error(rotated.reason);
    expect(rotated.key).toMatchObject({ name: "Key", models: ["m"], expiresAt, rotatedFrom: key.id, state: "active" });
    const old = (await listKeys(actor)).find((view) => view.id === key.id);
    expect(old?.state).toBe("rotating");
    expect(Math.abs((old?.expiresAt?.getTime() ?? 0) - Date.now() - 900_000)).toBeLessThan(5_000);
    await Promise.all([check(secret), check(rotated.secret)]);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 901_000 });
    try {
      await expect(check(secret)).rejects.toMatchObject({ code: "api_key_expired" });
      await check(rotated.secret);
    } finally {
      vi.useRealTimers();
    }
  });

  test("the grace period never goes past the key's own expiry", async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const { key } = await newKey(actor, { expiresAt });
    await rotateKey(actor, key.id, 604_800);
    expect((await listKeys(actor)).find((view) => view.id === key.id)?.expiresAt).toEqual(expiresAt);
  });

  test("without grace the old key is revoked at once", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    const rotated = await rotateKey(actor, key.id, 0);
    await expect(check(secret)).rejects.toMatchObject({ code: "invalid_api_key" });
    expect(rotated.ok && (await check(rotated.secret))).toBeTruthy();
  });

  test("endGrace kills the old key now and leaves its successor", async () => {
    const { key, secret } = await newKey(actor);
    const rotated = await rotateKey(actor, key.id, 604_800);
    expect(await endGrace(actor, rotated.ok ? rotated.key.id : "")).toEqual({ ok: false, reason: "not_rotating" });
    expect(await endGrace(actor, key.id)).toMatchObject({ ok: true, key: { state: "revoked" } });
    await expect(check(secret)).rejects.toMatchObject({ code: "invalid_api_key" });
    expect(rotated.ok && (await check(rotated.secret))).toBeTruthy();
  });

  test("only an active key is rotated, once, and with a listed grace period", async () => {
    const { key } = await newKey(actor);
    for (const grace of [-1, 1, 900.5, Number.NaN, 1e12])
      expect(await rotateKey(actor, key.id, grace)).toEqual({ ok: false, reason: "invalid_grace" });
    await setKeyDisabled(actor, key.id, true);
    expect(await rotateKey(actor, key.id, 0)).toEqual({ ok: false, reason: "key_disabled" });
    await setKeyDisabled(actor, key.id, false);
    await rotateKey(actor, key.id, 3_600);
    expect(await rotateKey(actor, key.id, 0)).toEqual({ ok: false, reason: "key_rotated" });
    await revokeKey(actor, key.id);
    expect(await rotateKey(actor, key.id, 0)).toEqual({ ok: false, reason: "key_revoked" });
  });
});

describe("another workspace's key is a missing key", () => {
  test("for every change and for the list", async () => {
    const stranger = await newActor();
    const { key, secret } = await newKey(actor);
    const before = await prisma().apiKey.findUnique({ where: { id: key.id } });
    for (const id of [key.id, newId("key"), "", "nonsense", `${key.id}\0`, "key_\ud800"]) {
      const results = [
        await renameKey(stranger, id, "mine"),
        await setKeyDisabled(stranger, id, true),
        await rotateKey(stranger, id, 0),
        await endGrace(stranger, id),
        await revokeKey(stranger, id),
      ];
      for (const result of results) expect(result).toEqual({ ok: false, reason: "not_found" });
    }
    expect(await listKeys(stranger)).toEqual([]);
    expect(await prisma().apiKey.findUnique({ where: { id: key.id } })).toEqual(before);
    await check(secret);
    expect(await prisma().auditEvent.count({ where: { workspaceId: stranger.workspaceId } })).toBe(0);
  });
});

describe("the audit", () => {
  test("every change leaves one row, with who, what and from where, and no secret", async () => {
    const { key } = await newKey(actor);
    await renameKey(actor, key.id, "Renamed");
    await setKeyDisabled(actor, key.id, true);
    await setKeyDisabled(actor, key.id, true);
    await setKeyDisabled(actor, key.id, false);
    await rotateKey(actor, key.id, 900);
    await endGrace(actor, key.id);
    const rows = await prisma().auditEvent.findMany({ where: { targetId: key.id }, orderBy: { id: "asc" } });
    const actions = ["created", "renamed", "disabled", "enabled", "rotated", "grace_ended"];
    expect(rows.map((row) => row.action)).toEqual(actions.map((action) => `api_key.${action}`));
    for (const row of rows) {
      expect(row).toMatchObject({
        workspaceId: actor.workspaceId,
        actorType: "cli",
        actorId: actor.userId,
        ip: "192.0.2.1",
        userAgent: "test",
      });
    }
  });

  test("a change whose audit row can't be written is not made, and nobody is told of it", async () => {
    const { key, secret } = await newKey(actor);
    await prisma().$executeRaw`ALTER TABLE audit_event ADD CONSTRAINT no_more CHECK (false) NOT VALID`;
    try {
      await expect(revokeKey(actor, key.id)).rejects.toThrow();
      await expect(createKey(actor, { name: "other" })).rejects.toThrow();
    } finally {
      await prisma().$executeRaw`ALTER TABLE audit_event DROP CONSTRAINT no_more`;
    }
    await check(secret);
    expect(await listKeys(actor)).toHaveLength(1);
  });

  test("no table holds a secret or a part of one beyond the hint", async () => {
    const { key, secret } = await newKey(actor);
    const rotated = await rotateKey(actor, key.id, 900);
    await check(secret);
    const tables = await prisma().$queryRaw<
      { name: string }[]
    >`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await prisma().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
      const text = rows.map(({ row }) => row).join("\n");
      for (const each of [secret, rotated.ok ? rotated.secret : ""]) {
        expect(text).not.toContain(each.slice(9));
        expect(text).not.toContain(each.slice(0, 15));
      }
    }
  });
});
