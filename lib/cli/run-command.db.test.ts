import { beforeAll, describe, expect, test } from "vitest";
import { linkState } from "@/lib/auth/owner-link";
import { isSecret } from "@/lib/keys/secret";
import { verifyKey } from "@/lib/keys/verify";
import { prisma } from "@/lib/prisma";
import { help, runCommand } from "./run-command";

const run = (line: string, input = "") => runCommand(line.split(" ").filter(Boolean), () => input);
const parse = (out: string | undefined) => JSON.parse(out ?? "null");

describe("before there is an owner", () => {
  test("keys say what to do first", async () => {
    expect(await run("keys create --name x")).toEqual({ code: 1, err: expect.stringContaining("owner-link") });
  });
});

describe("the command line", () => {
  beforeAll(async () => {
    await run("owner-link");
  });

  test("owner-link makes a usable link for one owner, however often it is asked for", async () => {
    const { code, out } = await run("owner-link --json");
    const { url, token, expiresAt } = parse(out);
    expect(code).toBe(0);
    expect(url.endsWith(`/sign-in/link/${token}`)).toBe(true);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(await prisma().user.count({ where: { role: "owner" } })).toBe(1);
    expect(await linkState(token)).toBe("usable");
  });

  test("keys create prints nothing but the secret on stdout, and it works", async () => {
    const { code, out = "", err = "" } = await run("keys create --name first --expires-in 90d --models a,b");
    expect([code, isSecret(out), err.includes(out)]).toEqual([0, true, false]);
    expect(await verifyKey(`Bearer ${out}`, null)).toMatchObject({ via: { models: ["a", "b"] } });
    const [key] = parse((await run("keys list --json")).out);
    expect(Math.round((Date.parse(key.expiresAt) - Date.now()) / 86_400_000)).toBe(90);
    expect(JSON.stringify(key)).not.toContain(out.slice(9));
  });

  test("keys create --json holds the secret once; the change is audited as the command line's", async () => {
    const key = parse((await run("keys create --name json --json")).out);
    expect(isSecret(key.secret)).toBe(true);
    expect(await prisma().auditEvent.findFirst({ where: { targetId: key.id } })).toMatchObject({
      actorType: "cli",
      action: "api_key.created",
    });
  });

  test("keys revoke takes an id, a name in any case, or the shown hint with … or three dots", async () => {
    const revokes = [
      (k: Key) => k.id,
      (k: Key) => k.name.toUpperCase(),
      (k: Key) => `${k.start}…${k.last4}`,
      (k: Key) => `${k.start}...${k.last4}`,
    ];
    for (const [i, wanted] of revokes.entries()) {
      const key = parse((await run(`keys create --name by-${i} --json`)).out);
      expect(await run(`keys revoke ${wanted(key)}`)).toMatchObject({ code: 0 });
      await expect(verifyKey(`Bearer ${key.secret}`, null)).rejects.toMatchObject({ code: "invalid_api_key" });
      expect((await run(`keys revoke ${wanted(key)}`)).code).toBe(1);
    }
    expect((await run("keys revoke nonsense")).err).toContain("nonsense");
  });

  test("keys list shows names and hints, and no secret", async () => {
    const { secret, start, last4 } = parse((await run("keys create --name shown --json")).out);
    const { out = "" } = await run("keys list");
    expect(out).toMatch(/^NAME +KEY +STATE/);
    expect(out).toContain(`${start}…${last4}  active`);
    expect(out).not.toContain(secret.slice(13, -4));
  });

  test("users create adds a member, who has a workspace that --workspace finds by id and by address", async () => {
    const created = parse(
      (await run("users create --email Eve@Example.com --name Eve --password-stdin --json", "correct horse battery\n")).out,
    );
    expect(created).toMatchObject({ email: "eve@example.com", role: "member" });
    await run("keys create --name eves --workspace eve@example.com");
    const [key] = parse((await run(`keys list --json --workspace ${created.workspaceId}`)).out);
    expect(key.name).toBe("eves");
    expect((await run("users create --email eve@example.com")).err).toContain("already");
    expect((await run("users create --email nonsense")).code).toBe(1);
    expect((await run("users create --email x@example.com --password-stdin", "password123\n")).err).toContain("easy to guess");
    expect((await run("keys list --workspace nobody@example.com")).code).toBe(1);
  });

  test("models lists the offline engine as ready", async () => {
    const models: { id: string; ready: boolean }[] = parse((await run("models --json")).out);
    expect(models.find((model) => model.id === "c1/vitrine/offline/v-20261122")?.ready).toBe(true);
    expect((await run("models")).out).toMatch(/offline\S*\s+ready/);
  });

  test("a mistake in the call exits with 2 and names it", async () => {
    const mistakes = {
      "": "Say what",
      keys: "'keys'",
      "keys destroy": "'keys destroy'",
      "keys create": "--name",
      "keys create --name": "--name",
      "keys create --name x --colour red": "--colour",
      "keys create --name x y": "'y'",
      "keys create --name x --expires-in soon": "'soon'",
      "keys revoke": "which key",
      "keys revoke a b": "'b'",
      "owner-link now": "'now'",
      "models --jason": "--jason",
      "users create": "--email",
    };
    for (const [line, named] of Object.entries(mistakes)) expect(await run(line)).toEqual({ code: 2, err: expect.stringContaining(named) });
  });

  test("what the mutation refuses exits with 1 and its sentence", async () => {
    await run("keys create --name twice");
    expect(await run("keys create --name TWICE")).toEqual({ code: 1, err: "Another key already has this name." });
    expect((await run("keys create --name x --expires-in 999999w")).code).toBe(1);
  });

  test.each([
    ["53100", 'could not extend file "base/16384/16500": No space left on device', /^The disk of the database is full/],
    ["XX002", 'index "ApiKey_pkey" contains unexpected zero page', /^The database failed at this command; its log says why\.$/],
  ])("of an error %s of the database it says what it means, in our words", async (code, message, expected) => {
    await prisma().$executeRawUnsafe(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '${message}' USING ERRCODE = '${code}'; END $$`);
    await prisma().$executeRawUnsafe("CREATE TRIGGER fail BEFORE INSERT ON api_key EXECUTE FUNCTION fail()");
    try {
      const { code: exitCode, out, err } = await run("keys create --name unlucky");
      expect({ exitCode, out }).toEqual({ exitCode: 1, out: undefined });
      expect(err).toMatch(expected);
      expect(err).not.toMatch(/base\/|pkey|prisma/i);
    } finally {
      await prisma().$executeRawUnsafe("DROP FUNCTION fail() CASCADE");
    }
  });

  test("--help, wherever it stands, prints the help", async () => {
    for (const line of ["--help", "keys create --help", "help", "-h"]) expect(await run(line)).toEqual({ code: 0, out: help() });
  });
});

interface Key {
  id: string;
  name: string;
  start: string;
  last4: string;
}
