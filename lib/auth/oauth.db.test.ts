import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { createUser, updateProfile } from "@/lib/workspaces/mutations";
import { signUp } from "@/lib/workspaces/sign-up";
import type { Actor } from "@/lib/audit/actor";
import { CONNECT_COOKIE, sealConnection } from "./connect";
import { findSession } from "./live-session";
import { deleteConnectedAccount, linkAccount, startSession } from "./mutations";
import { sealSessionToken, sessionCookieName } from "./session-cookie";
import { signInMessage } from "./sign-in-message";
import { type AuthAnswer, handleAuth } from "./handler";
import { oauthProviders } from "./oauth";
import { createOwnerLink } from "./owner-link";

const base = { DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32) };
const configured = parseEnv({ ...base, GITHUB_ID: "client", GITHUB_SECRET: "secret" });

/** What the stand-in for GitHub says about whoever signs in. */
const gitHub = { id: 0, emails: [] as { email: string; primary: boolean; verified: boolean }[] };
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const bodies: Record<string, unknown> = {
      "/login/oauth/access_token": { access_token: "gho_test", token_type: "bearer", scope: "user:email" },
      "/user": { id: gitHub.id, login: "ada", name: null, email: "shown@example.com" },
      "/user/emails": gitHub.emails,
    };
    const body = bodies[new URL(request.url ?? "/", "http://x").pathname];
    response.writeHead(body ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

beforeEach(async () => {
  gitHub.id = Math.floor(Math.random() * 1e9);
  gitHub.emails = [];
  await prisma().setting.deleteMany();
});

/** Goes the whole way as a browser would, with the cookies that it has; gives where it ends and whose session it then has. */
async function signInAtGitHub(cookies = new Map<string, string>()): Promise<{ location: string; userId: string | null }> {
  const header = (name: string) =>
    name === "host" ? "localhost:3000" : name === "cookie" ? [...cookies].map((pair) => pair.join("=")).join("; ") : null;
  const call = async (
    method: "GET" | "POST",
    path: string[],
    query: Record<string, string>,
    body: Record<string, string>,
  ): Promise<AuthAnswer> => {
    const answer = await handleAuth({ method, path, query, body, header }, oauthProviders(configured, { site: origin, api: origin }));
    for (const [, name = "", value = ""] of answer.setCookies.map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? [])) cookies.set(name, value);
    return answer;
  };
  const { csrfToken } = (await call("GET", ["csrf"], {}, {})).json as { csrfToken: string };
  const started = new URL((await call("POST", ["signin", "github"], { scope: "admin" }, { csrfToken })).location ?? "");
  expect(started.origin).toBe(origin);
  expect(started.searchParams.get("scope")).toBe("read:user user:email");
  expect(started.searchParams.get("redirect_uri")).toBe("http://localhost:3000/api/auth/callback/github");
  const ended = await call("GET", ["callback", "github"], { code: "code", state: started.searchParams.get("state") ?? "" }, {});
  const principal = await findSession(header("cookie"));
  return { location: ended.location ?? "", userId: principal?.userId ?? null };
}

const openSignUp = () => prisma().setting.create({ data: { name: "signUpOpen", value: true } });
const actorOf = (userId: string): Actor => ({
  type: "user",
  userId,
  workspaceId: "ws_test",
  ip: null,
  userAgent: null,
  requestId: null,
});
const newEmail = () => `${newId("usr").toLowerCase()}@example.com`;
async function user(email: string, isEmailVerified = true): Promise<string> {
  const created = await createUser({ email }, { isEmailVerified });
  return created.ok ? created.user.id : Promise.reject(new Error(created.reason));
}

describe("providers", () => {
  test("are there only when both of their variables are set", () => {
    const ids = (source: Record<string, string>) => oauthProviders(parseEnv({ ...base, ...source })).map(({ id }) => id);
    expect(ids({})).toEqual([]);
    expect(ids({ GITHUB_ID: "a", GOOGLE_SECRET: "b" })).toEqual([]);
    expect(ids({ GITHUB_ID: "a", GITHUB_SECRET: "b", GOOGLE_ID: "c", GOOGLE_SECRET: "d" })).toEqual(["github", "google"]);
  });

  test("Google's address counts only when Google has verified it", async () => {
    const google = oauthProviders(parseEnv({ ...base, GOOGLE_ID: "c", GOOGLE_SECRET: "d" }))[0];
    const claims = { sub: "1", name: "Ada", email: "ada@example.com" };
    expect(await google?.profile({ ...claims, email_verified: true }, {})).toEqual({ id: "1", name: "Ada", email: "ada@example.com" });
    expect(await google?.profile({ ...claims, email_verified: false }, {})).toMatchObject({ email: null });
    expect(await google?.profile(claims, {})).toMatchObject({ email: null });
  });
});

describe("an identity at a provider", () => {
  test("is tied to the user with the same address when the provider verified it, and stays tied when the address changes", async () => {
    const email = newEmail();
    const userId = await user(email);
    gitHub.emails = [{ email: email.toUpperCase(), primary: true, verified: true }];
    expect(await signInAtGitHub()).toEqual({ location: "http://localhost:3000/playground", userId });
    gitHub.emails = [{ email: newEmail(), primary: true, verified: true }];
    expect(await signInAtGitHub()).toMatchObject({ userId });
    expect(await prisma().session.findFirst({ where: { userId } })).toMatchObject({ method: "github" });
  });

  test("is not tied to an account that somebody made with an address they need not have", async () => {
    const email = newEmail();
    await createOwnerLink();
    await openSignUp();
    expect(await signUp({ email, name: "", password: "a pass phrase of the attacker" }, null)).toEqual({ ok: true });
    const squatted = await prisma().user.findUniqueOrThrow({ where: { email } });
    gitHub.emails = [{ email, primary: true, verified: true }];
    expect(await signInAtGitHub()).toEqual({ location: "/sign-in?error=confirm_account", userId: null });
    expect(await prisma().account.count({ where: { userId: squatted.id } })).toBe(0);
    expect(signInMessage("confirm_account")).toMatch(/sign in with its password and connect this identity under Settings/);
  });

  test("nor to one that took on the address later", async () => {
    const [own, victim] = [newEmail(), newEmail()];
    gitHub.emails = [{ email: own, primary: true, verified: true }];
    await createOwnerLink();
    await openSignUp();
    const { userId } = await signInAtGitHub();
    await updateProfile(actorOf(userId ?? ""), userId ?? "", { name: null, email: victim });
    gitHub.id++;
    gitHub.emails = [{ email: victim, primary: true, verified: true }];
    expect(await signInAtGitHub()).toEqual({ location: "/sign-in?error=confirm_account", userId: null });
  });

  test("with an unverified address of somebody else signs in nobody, open sign-up or not", async () => {
    const email = newEmail();
    const userId = await user(email);
    gitHub.emails = [{ email, primary: true, verified: false }];
    expect(await signInAtGitHub()).toEqual({ location: "/sign-in?error=sign_up_closed", userId: null });
    await createOwnerLink();
    await openSignUp();
    expect(await signInAtGitHub()).toEqual({ location: "/sign-in?error=email_unverified", userId: null });
    expect(await prisma().account.count({ where: { userId } })).toBe(0);
  });

  test("makes a member only while sign-up is open", async () => {
    const email = newEmail();
    gitHub.emails = [{ email, primary: true, verified: true }];
    expect(await signInAtGitHub()).toEqual({ location: "/sign-in?error=sign_up_closed", userId: null });
    await createOwnerLink();
    await openSignUp();
    const { userId } = await signInAtGitHub();
    expect(await prisma().user.findUnique({ where: { email } })).toMatchObject({
      id: userId,
      role: "member",
      name: "ada",
      passwordHash: null,
    });
  });

  test("of a disabled user signs in nobody", async () => {
    const email = newEmail();
    const userId = await user(email);
    await prisma().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    gitHub.emails = [{ email, primary: true, verified: true }];
    expect(await signInAtGitHub()).toEqual({ location: "/sign-in?error=disabled", userId: null });
  });
});

describe("connecting an identity to the account one is signed in to", () => {
  async function signedIn(email: string): Promise<{ userId: string; sessionId: string; cookies: Map<string, string> }> {
    const userId = await user(email, false);
    const sessionId = (await startSession({ userId, method: "password", ip: null, userAgent: null, replaces: null })) ?? "";
    return { userId, sessionId, cookies: new Map([[sessionCookieName(false), await sealSessionToken({ sessionId, userId }, 60)]]) };
  }

  test("ties it, whatever its address; the session stays, and from now on it signs in", async () => {
    const email = newEmail();
    const { userId, sessionId, cookies } = await signedIn(email);
    cookies.set(CONNECT_COOKIE, await sealConnection(sessionId, "github"));
    gitHub.emails = [{ email: newEmail(), primary: true, verified: true }];
    expect(await signInAtGitHub(cookies)).toEqual({ location: "/settings?connect=done", userId });
    expect(cookies.get(CONNECT_COOKIE)).toBe("");
    expect(await signInAtGitHub()).toMatchObject({ userId });
    expect(await prisma().user.findUnique({ where: { id: userId } })).toMatchObject({ email, emailVerifiedAt: null });
    expect(await prisma().auditEvent.count({ where: { action: "user.identity_connected", targetId: userId } })).toBe(1);
  });

  test("verifies the account's own address when the provider did, so that another provider's identity joins by itself", async () => {
    const email = newEmail();
    const { userId, sessionId, cookies } = await signedIn(email);
    cookies.set(CONNECT_COOKIE, await sealConnection(sessionId, "github"));
    gitHub.emails = [{ email, primary: true, verified: true }];
    await signInAtGitHub(cookies);
    gitHub.id++;
    expect(await signInAtGitHub()).toMatchObject({ userId });
  });

  test("is refused for an identity of another account", async () => {
    const owner = await user(newEmail());
    await linkAccount("github", String(gitHub.id), owner);
    const { userId, sessionId, cookies } = await signedIn(newEmail());
    cookies.set(CONNECT_COOKIE, await sealConnection(sessionId, "github"));
    expect(await signInAtGitHub(cookies)).toEqual({ location: "/settings?connect=taken", userId });
    expect(await signInAtGitHub()).toMatchObject({ userId: owner });
  });

  test("takes no cookie of another session or provider, nor one that was made up", async () => {
    const stranger = await signedIn(newEmail());
    const { userId, sessionId, cookies } = await signedIn(newEmail());
    for (const planted of [
      await sealConnection(stranger.sessionId, "github"),
      await sealConnection(sessionId, "google"),
      stranger.cookies.get(sessionCookieName(false)) ?? "",
      "x",
    ]) {
      cookies.set(CONNECT_COOKIE, planted);
      expect(await signInAtGitHub(cookies)).toEqual({ location: "/settings?connect=expired", userId });
    }
    expect(await prisma().account.count({ where: { userId: { in: [userId, stranger.userId] } } })).toBe(0);
  });

  test("can be undone while there is another way to sign in", async () => {
    const email = newEmail();
    const { userId } = await signedIn(email);
    await linkAccount("github", String(gitHub.id), userId);
    expect(await deleteConnectedAccount(actorOf(userId), userId, "github")).toBe(false);
    await linkAccount("google", String(gitHub.id), userId);
    const both = await Promise.all(["github", "google"].map((provider) => deleteConnectedAccount(actorOf(userId), userId, provider)));
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await prisma().account.count({ where: { userId } })).toBe(1);
  });
});

test("an answer that the browser did not ask for is refused", async () => {
  const answer = await handleAuth(
    {
      method: "GET",
      path: ["callback", "github"],
      query: { code: "code", state: "forged" },
      body: {},
      header: (name) => (name === "host" ? "localhost:3000" : null),
    },
    oauthProviders(configured, { site: origin, api: origin }),
  );
  expect(answer.location).toMatch(/error=OAuthCallback$/);
  expect(answer.setCookies.join()).not.toContain("session-token");
});
