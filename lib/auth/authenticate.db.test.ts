import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { createUser } from "@/lib/workspaces/mutations";
import { authenticate } from "./authenticate";
import { startSession } from "./mutations";
import { sealSessionToken } from "./session-cookie";

async function signedIn(): Promise<{ userId: string; sessionId: string; cookie: string }> {
  const created = await createUser({ email: `${newId("usr").toLowerCase()}@example.com` });
  if (!created.ok) throw new Error(created.reason);
  const userId = created.user.id;
  const sessionId = (await startSession({ userId, method: "password", ip: null, userAgent: null, replaces: null })) ?? "";
  return { userId, sessionId, cookie: `theme=dark; next-auth.session-token=${await sealSessionToken({ sessionId, userId }, 60)}` };
}

function call(headers: Record<string, string>, method = "POST") {
  return authenticate({ header: (name) => headers[name] ?? null, address: null, method });
}

describe("a session at the API", () => {
  test("counts for a request of our own pages", async () => {
    const { cookie, userId, sessionId } = await signedIn();
    const expected = { userId, via: { type: "session", sessionId } };
    expect(await call({ cookie, host: "localhost:3000", "sec-fetch-site": "same-origin" })).toMatchObject(expected);
    expect(await call({ cookie, host: "192.168.1.5:3000", origin: "http://192.168.1.5:3000" })).toMatchObject(expected);
    expect(await call({ cookie, host: "192.168.1.5:3000", referer: "http://192.168.1.5:3000/playground" }, "GET")).toMatchObject(expected);
  });

  test("403 origin_not_allowed for every other request that carries the cookie", async () => {
    const { cookie } = await signedIn();
    const host = "localhost:3000";
    const refused: [Record<string, string>, string?][] = [
      [{}],
      [{ "sec-fetch-site": "cross-site" }],
      [{ "sec-fetch-site": "same-site" }],
      [{ "sec-fetch-site": "none" }, "GET"],
      [{ "sec-fetch-site": "cross-site", origin: "http://localhost:3000" }],
      [{ origin: "http://evil.example" }],
      [{ origin: "null" }],
      [{ origin: "http://localhost:3001" }],
      [{ origin: "http://localhost:3000.evil.example" }],
      [{ origin: "http://evil.example", "x-forwarded-host": "evil.example" }],
      [{ referer: "http://localhost:3000/playground" }, "POST"],
      [{ referer: "http://evil.example/?http://localhost:3000" }, "GET"],
    ];
    for (const [headers, method] of refused) {
      await expect(call({ cookie, host, ...headers }, method)).rejects.toMatchObject({ status: 403, code: "origin_not_allowed" });
    }
  });

  test("403 invalid_api_key without a cookie, with a forged one, or with one of another secret", async () => {
    const own = { host: "localhost:3000", "sec-fetch-site": "same-origin" };
    const forged = "next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC";
    for (const cookie of [
      undefined,
      "",
      "a=b",
      "next-auth.session-token=",
      "next-auth.session-token=x",
      forged,
      `next-auth.session-token=${"x".repeat(9_000)}`,
    ]) {
      await expect(call(cookie === undefined ? own : { ...own, cookie })).rejects.toMatchObject({ status: 403, code: "invalid_api_key" });
    }
  });

  test("a bad Authorization header is not saved by a good session", async () => {
    const { cookie } = await signedIn();
    for (const authorization of ["Bearer nonsense", "Bearer %", "Basic abc", ""]) {
      const headers = { cookie, authorization, host: "localhost:3000", "sec-fetch-site": "same-origin" };
      await expect(call(headers)).rejects.toMatchObject({ status: 403, code: "invalid_api_key" });
    }
  });

  test("403 once the row is ended, expired or gone, or its user is disabled", async () => {
    const endings: ((session: { userId: string; sessionId: string }) => Promise<unknown>)[] = [
      ({ sessionId }) => prisma().session.update({ where: { id: sessionId }, data: { endedAt: new Date() } }),
      ({ sessionId }) => prisma().session.update({ where: { id: sessionId }, data: { expiresAt: new Date() } }),
      ({ sessionId }) => prisma().session.delete({ where: { id: sessionId } }),
      ({ userId }) => prisma().user.update({ where: { id: userId }, data: { disabledAt: new Date() } }),
    ];
    for (const end of endings) {
      const session = await signedIn();
      await end(session);
      const headers = { cookie: session.cookie, host: "localhost:3000", "sec-fetch-site": "same-origin" };
      await expect(call(headers)).rejects.toMatchObject({ status: 403, code: "invalid_api_key" });
    }
  });

  test("a cookie of one user never opens another's session", async () => {
    const victim = await signedIn();
    const attacker = await signedIn();
    const token = await sealSessionToken({ sessionId: victim.sessionId, userId: attacker.userId }, 60);
    const headers = { cookie: `next-auth.session-token=${token}`, host: "localhost:3000", "sec-fetch-site": "same-origin" };
    await expect(call(headers)).rejects.toMatchObject({ code: "invalid_api_key" });
  });
});
