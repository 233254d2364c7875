import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { createUser } from "@/lib/workspaces/mutations";
import { Browser } from "@/tests/auth/browser";
import { findSession } from "./live-session";
import { createOwnerLink } from "./owner-link";

const PASSWORD = "a long enough pass phrase";

async function account(): Promise<{ email: string; id: string }> {
  const email = `${newId("usr").toLowerCase()}@example.com`;
  const created = await createUser({ email, password: PASSWORD });
  if (!created.ok) throw new Error(created.reason);
  return { email, id: created.user.id };
}

describe("sign-in by password", () => {
  test("the right password gives a session row, a cookie that names it, and the playground", async () => {
    const { email, id } = await account();
    const browser = new Browser();
    expect(await browser.signIn("password", { email: ` ${email.toUpperCase()} `, password: PASSWORD })).toBe(
      "http://localhost:3000/playground",
    );
    const principal = await findSession(browser.cookieHeader);
    expect(principal).toMatchObject({ userId: id, via: { type: "session" } });
    const rows = await prisma().session.findMany({ where: { userId: id } });
    expect(rows).toMatchObject([{ method: "password", ip: "198.51.100.1", userAgent: "test browser", endedAt: null }]);
    expect(Math.round(((rows[0]?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(30);
  });

  test("a wrong password, an unknown address and a disabled user get the same answer and no session", async () => {
    const { email } = await account();
    const disabled = await account();
    await prisma().user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
    const answers = [];
    for (const [who, password] of [
      [email, "not the pass phrase"],
      ["nobody@example.com", PASSWORD],
      [disabled.email, PASSWORD],
    ] as const) {
      const browser = new Browser("http://localhost:3000", "198.51.100.2");
      answers.push(await browser.signIn("password", { email: who, password }));
      expect(browser.session).toBeUndefined();
    }
    expect(new Set(answers)).toEqual(new Set(["http://localhost:3000/api/auth/error?error=CredentialsSignin&provider=password"]));
  });

  test("without the double-submit token nothing is checked and nobody is signed in", async () => {
    const { email } = await account();
    const browser = new Browser();
    const response = await browser.post("/api/auth/callback/password", { email, password: PASSWORD });
    expect(response.headers.get("location")).toMatch(/csrf=true$/);
    expect(browser.session).toBeUndefined();
  });

  test("no fixation: a session cookie planted before signing in is replaced, and its row ended", async () => {
    const first = await account();
    const second = await account();
    const attacker = new Browser();
    await attacker.signIn("password", { email: first.email, password: PASSWORD });
    const planted = attacker.session ?? "";
    const victim = new Browser();
    victim.cookies.set("next-auth.session-token", planted);
    await victim.signIn("password", { email: second.email, password: PASSWORD });
    expect(victim.session).not.toBe(planted);
    expect(await findSession(victim.cookieHeader)).toMatchObject({ userId: second.id });
    expect(await findSession(`next-auth.session-token=${planted}`)).toBeNull();
  });

  test("signing out ends the row: the old cookie is worth nothing, even when it is kept", async () => {
    const { email } = await account();
    const browser = new Browser();
    await browser.signIn("password", { email, password: PASSWORD });
    const kept = browser.cookieHeader;
    const csrf = (await (await browser.get("/api/auth/csrf")).json()) as { csrfToken: string };
    await browser.post("/api/auth/signout", { csrfToken: csrf.csrfToken });
    expect(browser.session).toBeUndefined();
    expect(await findSession(kept)).toBeNull();
  });
});

describe("cookies", () => {
  const flags = (browser: Browser) => browser.setCookies.findLast((line) => line.includes("session-token=")) ?? "";

  test("over http: HttpOnly, SameSite=Lax, 30 days, no Secure", async () => {
    const { email } = await account();
    const browser = new Browser("http://192.168.1.20:3000");
    expect(await browser.signIn("password", { email, password: PASSWORD })).toBe("http://192.168.1.20:3000/playground");
    expect(flags(browser)).toMatch(/^next-auth\.session-token=[^;]+; .*HttpOnly; SameSite=Lax$/);
    expect(flags(browser)).not.toContain("Secure");
    const expires = new Date(/Expires=([^;]+)/.exec(flags(browser))?.[1] ?? 0).getTime();
    expect(Math.round((expires - Date.now()) / 86_400_000)).toBe(30);
  });

  test("forwarding headers of a stranger change neither the origin nor the cookie", async () => {
    const { email } = await account();
    const browser = new Browser("http://localhost:3000", "198.51.100.3", {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    });
    expect(await browser.signIn("password", { email, password: PASSWORD })).toBe("http://localhost:3000/playground");
    expect(flags(browser)).toMatch(/^next-auth\.session-token=/);
  });

  test("a return path leads to a path of this origin only", async () => {
    const { email } = await account();
    const cases = {
      "/keys?x=1": "/keys?x=1",
      "//evil.example": "/playground",
      "https://evil.example/": "/playground",
      "/\\evil.example": "/playground",
      "javascript:alert(1)": "/playground",
    };
    for (const [callbackUrl, path] of Object.entries(cases)) {
      expect(await new Browser().signIn("password", { email, password: PASSWORD, callbackUrl })).toBe(`http://localhost:3000${path}`);
    }
  });
});

describe("the owner's link", () => {
  test("creates the owner once, signs in once", async () => {
    const { token, expiresAt } = await createOwnerLink();
    await Promise.all([createOwnerLink(), createOwnerLink(), createOwnerLink()]);
    expect(await prisma().user.count({ where: { role: "owner" } })).toBe(1);
    expect(Math.round((expiresAt.getTime() - Date.now()) / 60_000)).toBe(15);
    const browser = new Browser();
    expect(await browser.signIn("link", { token })).toBe("http://localhost:3000/playground");
    expect(await findSession(browser.cookieHeader)).toMatchObject({ via: { type: "session" } });
    expect(await new Browser().signIn("link", { token })).toMatch(/error=link_unusable$/);
  });

  test("of 20 racing consumers exactly one gets in", async () => {
    const { token } = await createOwnerLink();
    const browsers = Array.from({ length: 20 }, () => new Browser());
    const ends = await Promise.all(browsers.map((browser) => browser.signIn("link", { token })));
    expect(ends.filter((end) => end.endsWith("/playground"))).toHaveLength(1);
    expect(browsers.filter((browser) => browser.session)).toHaveLength(1);
  });

  test("is dead after its time, and only its digest is stored", async () => {
    const { token } = await createOwnerLink();
    const rows = await prisma().signInLink.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    await prisma().signInLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await new Browser().signIn("link", { token })).toMatch(/error=link_unusable$/);
  });
});

describe("bad input at /api/auth", () => {
  const hostile = ["", "\u0000", "a\u0000b@example.com", "\ud800", "x".repeat(5_000), "'; DROP TABLE user; --", "{}", "[]"];

  test("no field of a sign-in makes a 5xx or a session", async () => {
    for (const [i, text] of hostile.entries()) {
      const browser = new Browser("http://localhost:3000", `198.51.100.${100 + i}`);
      expect(await browser.signIn("password", { email: text, password: text, callbackUrl: text })).toContain("error=CredentialsSignin");
      expect(await browser.signIn("password", { email: "somebody@example.com", password: text || "x" })).toContain("error=");
      expect(await browser.signIn("link", { token: text })).toContain("error=link_unusable");
      expect(browser.session).toBeUndefined();
    }
  });

  test("no path, method, body or cookie makes a 5xx", async () => {
    const calls: (() => Promise<Response>)[] = [];
    const paths = [
      "",
      "/",
      "/nope",
      "/callback",
      "/callback/password",
      "/callback/nope",
      "/signin/nope",
      "/signin/github",
      "/_log",
      "/session",
      "/a/b/c",
      "/error?error=%0d%0ax",
      "/%00",
      "/signin?callbackUrl=javascript:alert(1)",
      "/verify-request",
    ];
    for (const path of paths)
      calls.push(
        () => new Browser().get(`/api/auth${path}`),
        () => new Browser().post(`/api/auth${path}`, {}),
      );
    for (const body of [
      "[]",
      "null",
      '"x"',
      "{",
      '{"email":["a"],"callbackUrl":{"a":1},"csrfToken":[1],"__proto__":{"x":1}}',
      `{"email":"${"x".repeat(20_000)}"}`,
    ]) {
      calls.push(() => new Browser().post("/api/auth/callback/password", body, "application/json"));
    }
    for (const cookie of ["%%%", "a|b|c", "javascript:1", "x".repeat(5_000)]) {
      calls.push(() => {
        const browser = new Browser();
        for (const name of ["session-token", "csrf-token", "callback-url", "state"]) browser.cookies.set(`next-auth.${name}`, cookie);
        return browser.get("/api/auth/csrf");
      });
    }
    for (const call of calls) expect((await call()).status).toBeLessThan(500);
  });
});
