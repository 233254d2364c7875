import type { AuthOptions } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/index";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { SessionUser } from "@/lib/principal";
import { connectIdentity } from "./connect";
import { checkCredentials } from "./credentials";
import { endSession, SESSION_MS, startSession } from "./mutations";
import { findOrCreateUser } from "./oauth";
import { redeemLink } from "./owner-link";
import { safeReturnTo } from "./return-to";

/** What next-auth cannot see of the request it handles. */
export interface SignInContext {
  address: string | null;
  userAgent: string | null;
  /** The live session the browser comes with; signing in ends it. */
  sessionId: string | null;
  /** Whose account the identity is to be connected to, instead of signing in; "expired" when that was asked for too long ago. */
  connectTo: SessionUser | "expired" | null;
}

/**
 * next-auth's configuration for one request. The cookie is an encrypted token that holds a session's id and its user's,
 * nothing else; every sign-in makes a new row and a new token, so a cookie planted beforehand is worth nothing.
 */
export function authOptions(context: SignInContext, oauth: OAuthConfig<unknown>[]): AuthOptions {
  let userId: string | undefined;
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_MS / 1000 },
    pages: { signIn: "/sign-in", signOut: "/settings", error: "/sign-in" },
    providers: [
      {
        id: "password",
        name: "Password",
        type: "credentials",
        credentials: { email: {}, password: {} },
        authorize: (typed) => byPassword(typed, context.address),
      },
      { id: "link", name: "Link", type: "credentials", credentials: { token: {} }, authorize: byLink },
      ...oauth,
    ],
    callbacks: {
      signIn: async ({ user, account }) => {
        if (account?.type !== "oauth") return true;
        const { provider, providerAccountId } = account;
        const identity = { provider, accountId: providerAccountId, email: user.email ?? null, name: user.name ?? null };
        const { connectTo } = context;
        if (connectTo === "expired") return "/settings?connect=expired";
        if (connectTo) return `/settings?connect=${(await connectIdentity(connectTo, identity, context)) ? "done" : "taken"}`;
        const found = await findOrCreateUser(identity);
        if (!found.ok) return `/sign-in?error=${found.reason}`;
        userId = found.userId;
        return true;
      },
      redirect: ({ url, baseUrl }) => baseUrl + safeReturnTo(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
      jwt: async ({ user, account }) => {
        const { address: ip, userAgent, sessionId: replaces } = context;
        const sub = userId ?? user.id;
        const sid = await startSession({ userId: sub, method: account?.provider ?? "password", ip, userAgent, replaces });
        if (!sid) throw new Error("The user was disabled while signing in.");
        return { sub, sid };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string" && token.sub) await endSession(token.sub, token.sid);
      },
    },
    logger: {
      error: (code, metadata) =>
        log.warn({ code, err: metadata instanceof Error ? metadata.message : metadata.error.message }, "sign-in failed"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

async function byPassword(typed: Record<string, unknown> | undefined, address: string | null): Promise<{ id: string } | null> {
  const checked = await guarded(() => checkCredentials({ email: typed?.email, password: typed?.password }, address));
  if (checked.ok) return { id: checked.userId };
  if (checked.reason === "throttled") throw new Error("throttled");
  return null;
}

async function byLink(typed: Record<string, unknown> | undefined): Promise<{ id: string }> {
  const id = await guarded(() => redeemLink(typeof typed?.token === "string" ? typed.token : ""));
  if (!id) throw new Error("link_unusable");
  return { id };
}

/** next-auth puts the message of whatever is thrown here into a URL, so nothing internal may be in it. */
function guarded<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (!(error instanceof ApiError)) log.error({ err: String(error) }, "sign-in could not be checked");
    throw new Error("unavailable", { cause: error });
  });
}
