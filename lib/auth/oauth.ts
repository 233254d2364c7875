import type { OAuthConfig } from "next-auth/providers/index";
import { z } from "zod/v4";
import { createAbort } from "@/lib/abort";
import type { Env } from "@/lib/env";
import { readJson, send } from "@/lib/outgoing";
import { getSettings } from "@/lib/settings/queries";
import { insertAccountUser, linkAccount } from "./mutations";
import { findAccountUser, findLogin, hasOwner, isEnabledUser } from "./queries";
import { DisplayName, Email } from "./schema";

/** Who a provider says somebody is. `email` is null unless the provider has verified it. */
export interface Identity {
  provider: string;
  accountId: string;
  email: string | null;
  name: string | null;
}

const GitHubUser = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const GitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const GoogleClaims = z.object({
  sub: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
});

/** The providers whose variables are both set. `email` of the profile they give is only ever a verified one. */
export function oauthProviders(env: Env, gitHub = { site: "https://github.com", api: "https://api.github.com" }): OAuthConfig<unknown>[] {
  const providers: OAuthConfig<unknown>[] = [];
  if (env.GITHUB_ID && env.GITHUB_SECRET) {
    providers.push({
      id: "github",
      name: "GitHub",
      type: "oauth",
      issuer: `${gitHub.site}/login/oauth`,
      authorization: { url: `${gitHub.site}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
      token: `${gitHub.site}/login/oauth/access_token`,
      userinfo: { request: ({ tokens }) => readGitHubUser(gitHub.api, tokens.access_token ?? "") },
      checks: ["state"],
      profile: toProfile,
      clientId: env.GITHUB_ID,
      clientSecret: env.GITHUB_SECRET,
    });
  }
  if (env.GOOGLE_ID && env.GOOGLE_SECRET) {
    providers.push({
      id: "google",
      name: "Google",
      type: "oauth",
      wellKnown: "https://accounts.google.com/.well-known/openid-configuration",
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      profile: (claims) => toProfile(fromGoogle(GoogleClaims.parse(claims))),
      clientId: env.GOOGLE_ID,
      clientSecret: env.GOOGLE_SECRET,
    });
  }
  return providers;
}

const GITHUB_MS_MAX = 10_000;
const GITHUB_BYTES_MAX = 1_000_000;

const Profile = z.object({ sub: z.string(), name: z.string().optional(), email: z.string().optional() });
type Profile = z.output<typeof Profile>;

function toProfile(profile: unknown): { id: string; name: string | null; email: string | null } {
  const { sub, name, email } = Profile.parse(profile);
  return { id: sub, name: name ?? null, email: email ?? null };
}

function fromGoogle(claims: z.output<typeof GoogleClaims>): Profile {
  return { sub: claims.sub, name: claims.name ?? undefined, email: claims.email_verified ? (claims.email ?? undefined) : undefined };
}

/** GitHub's profile shows an address of the user's choice; only the list of addresses says which one is verified. */
async function readGitHubUser(api: string, accessToken: string): Promise<Profile> {
  const limit = createAbort([], { ms: GITHUB_MS_MAX, reason: () => new Error("GitHub did not answer in time.") });
  const headers = { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" };
  const read = async (path: string) => {
    const reply = await send(`${api}${path}`, { method: "GET", headers }, limit.signal);
    return { ok: reply.status >= 200 && reply.status < 300, value: await readJson(reply, GITHUB_BYTES_MAX) };
  };
  const [user, emails] = await Promise.all([read("/user"), read("/user/emails")]).finally(limit.release);
  const { id, login, name } = GitHubUser.parse(user.value);
  const verified = emails.ok ? GitHubEmails.parse(emails.value).filter((email) => email.verified) : [];
  return { sub: String(id), name: name || login, email: (verified.find((email) => email.primary) ?? verified[0])?.email };
}

/**
 * The user an identity signs in: the one it is tied to, else the one with the same address, verified on both sides (and they are tied now),
 * else a new member when sign-up is open. Whoever signed up with an address they don't have must not get its owner's identity, so an account
 * whose address nobody vouched for is connected by its own user, in the settings. The first owner never comes this way.
 */
export async function findOrCreateUser(
  identity: Identity,
): Promise<{ ok: true; userId: string } | { ok: false; reason: "disabled" | "sign_up_closed" | "email_unverified" | "confirm_account" }> {
  const { provider, accountId } = identity;
  const known = await findAccountUser(provider, accountId);
  if (known) return (await isEnabledUser(known)) ? { ok: true, userId: known } : { ok: false, reason: "disabled" };
  const email = Email.safeParse(identity.email);
  if (email.success) {
    const existing = await findLogin(email.data);
    if (existing?.disabledAt) return { ok: false, reason: "disabled" };
    if (existing && !existing.emailVerifiedAt) return { ok: false, reason: "confirm_account" };
    if (existing) {
      await linkAccount(provider, accountId, existing.id);
      return { ok: true, userId: existing.id };
    }
  }
  if (!(await getSettings()).signUpOpen || !(await hasOwner())) return { ok: false, reason: "sign_up_closed" };
  if (!email.success) return { ok: false, reason: "email_unverified" };
  const name = DisplayName.safeParse(identity.name ?? "");
  return { ok: true, userId: await insertAccountUser(provider, accountId, { email: email.data, name: name.success ? name.data : null }) };
}
