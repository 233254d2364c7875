import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { createUser } from "@/lib/workspaces/mutations";
import { Browser } from "@/tests/auth/browser";
import { checkCredentials } from "./credentials";
import { admitAttempt } from "./throttle";

const PASSWORD = "a long enough pass phrase";

async function account(): Promise<string> {
  const email = `${newId("usr").toLowerCase()}@example.com`;
  await createUser({ email, password: PASSWORD });
  return email;
}

describe("throttling of guesses", () => {
  test("of 100 wrong passwords at one account, at once and from 100 addresses, at most 10 are evaluated", async () => {
    const email = await account();
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, i) => checkCredentials({ email, password: `wrong password ${i}` }, `203.0.113.${i}`)),
    );
    const reasons = results.map((result) => (result.ok ? "ok" : result.reason));
    expect(reasons.filter((reason) => reason === "wrong_credentials")).toHaveLength(10);
    expect(reasons.filter((reason) => reason === "throttled")).toHaveLength(90);
    expect(await checkCredentials({ email, password: PASSWORD }, "203.0.113.200")).toMatchObject({ ok: false, reason: "throttled" });
  });

  test("an account that does not exist is throttled alike, so the answer tells nothing", async () => {
    const outcome = async (email: string) => {
      const reasons: string[] = [];
      for (let i = 0; i < 12; i++) {
        const result = await checkCredentials({ email, password: "wrong password" }, null);
        reasons.push(result.ok ? "ok" : result.reason);
      }
      return reasons;
    };
    const known = await outcome(await account());
    expect(known.slice(9)).toEqual(["wrong_credentials", "throttled", "throttled"]);
    expect(await outcome("nobody-at-all@example.com")).toEqual(known);
  });

  test("one address gets at most 50 guesses whatever accounts it tries", async () => {
    const address = "192.0.2.77";
    const admitted = await Promise.all(Array.from({ length: 80 }, (_, i) => admitAttempt(`somebody${i}@example.com`, address)));
    expect(admitted.filter((result) => result.ok)).toHaveLength(50);
    expect(admitted.find((result) => !result.ok)).toMatchObject({ retryAfterMs: expect.any(Number) });
  });

  test("the addresses of one IPv6 /64 count as one", async () => {
    const admitted = await Promise.all(Array.from({ length: 60 }, (_, i) => admitAttempt(null, `2001:db8:0:1::${i.toString(16)}`)));
    expect(admitted.filter((result) => result.ok)).toHaveLength(50);
    expect(await admitAttempt(null, "2001:db8:0:2::1")).toEqual({ ok: true });
    expect(await admitAttempt(null, "2001:0db8::1:abcd:0:0:1")).toMatchObject({ ok: false });
  });

  test("a success starts the account from nothing and does not use the address up", async () => {
    const email = await account();
    const address = "192.0.2.90";
    for (let round = 0; round < 7; round++) {
      for (let i = 0; i < 7; i++) await checkCredentials({ email, password: "wrong password" }, address);
      expect(await checkCredentials({ email, password: PASSWORD }, address)).toMatchObject({ ok: true });
    }
    expect(await prisma().throttle.findUnique({ where: { bucket: `address:${address}` } })).toMatchObject({ count: 49 });
  });

  test("a count starts again 15 minutes after the last guess that was let through, not before", async () => {
    const email = await account();
    for (let i = 0; i < 10; i++) await admitAttempt(email, `203.0.113.${i}`);
    const soon = await prisma().throttle.findMany({
      where: { bucket: { startsWith: "account:" } },
      orderBy: { windowEnd: "desc" },
      take: 1,
    });
    expect(Math.round(((soon[0]?.windowEnd.getTime() ?? 0) - Date.now()) / 60_000)).toBe(15);
    expect(await admitAttempt(email, "203.0.113.50")).toMatchObject({ ok: false });
    await prisma().throttle.updateMany({ data: { windowEnd: new Date(Date.now() - 1) } });
    expect(await admitAttempt(email, "203.0.113.50")).toEqual({ ok: true });
  });

  test("the window slides: a slow guesser gets no more than 10 in any 15 minutes either", async () => {
    const email = await account();
    const bucket = { bucket: `account:${createHash("sha256").update(email).digest("hex")}` };
    for (let i = 0; i < 10; i++) {
      expect(await admitAttempt(email, null)).toEqual({ ok: true });
      await prisma().throttle.update({ where: bucket, data: { windowEnd: new Date(Date.now() + 60_000) } });
    }
    await prisma().throttle.deleteMany({ where: { bucket: "address:unknown" } });
    expect(await admitAttempt(email, null)).toMatchObject({ ok: false });
    await prisma().throttle.update({ where: bucket, data: { count: 9 } });
    await admitAttempt(email, null);
    const { windowEnd } = await prisma().throttle.findUniqueOrThrow({ where: bucket });
    expect(Math.round((windowEnd.getTime() - Date.now()) / 60_000)).toBe(15);
  });

  test("through the real handler: a new X-Forwarded-For with every request gives no new guess", async () => {
    const email = await account();
    const ends: string[] = [];
    for (let i = 0; i < 14; i++) {
      const browser = new Browser("http://localhost:3000", "192.0.2.120", { "x-forwarded-for": `10.0.0.${i}`, "x-real-ip": `10.0.0.${i}` });
      ends.push(await browser.signIn("password", { email, password: "wrong password" }));
    }
    expect(ends.filter((end) => end.includes("error=CredentialsSignin"))).toHaveLength(10);
    expect(ends.filter((end) => end.endsWith("error=throttled"))).toHaveLength(4);
    const counted = await prisma().throttle.findMany({ where: { bucket: { contains: "10.0.0." } } });
    expect(counted).toEqual([]);
  });
});

describe("timing", () => {
  test("an unknown account takes as long as a known one", async () => {
    const known = await account();
    const samples = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 15; i++) {
      for (const kind of ["known", "unknown"] as const) {
        await prisma().throttle.deleteMany();
        const started = performance.now();
        await checkCredentials({ email: kind === "known" ? known : `nobody${i}@example.com`, password: "wrong password" }, "192.0.2.130");
        samples[kind].push(performance.now() - started);
      }
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const ratio = median(samples.known) / median(samples.unknown);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.7);
  });
});
