import type { NextApiRequest, NextApiResponse } from "next";
import * as nextAuthModule from "next-auth/next";
import type { OAuthConfig } from "next-auth/providers/index";
import { env, trustGivenOrigin } from "@/lib/env";
import { log } from "@/lib/log";
import type { SessionUser } from "@/lib/principal";
import { CONNECT_COOKIE, opensConnection } from "./connect";
import { findSessionUser } from "./live-session";
import { oauthProviders } from "./oauth";
import { authOptions, type SignInContext } from "./options";
import { publicOrigin } from "./public-origin";
import { requestAddress } from "./request-address";
import { safeReturnTo } from "./return-to";

/** One call of next-auth, from its route or from a server action. */
export interface AuthCall {
  method: "GET" | "POST";
  /** The path below /api/auth: the action and, for some, the provider. */
  path: readonly string[];
  query: Readonly<Record<string, unknown>>;
  body: Readonly<Record<string, unknown>>;
  header(name: string): string | null;
}

export interface AuthAnswer {
  status: number;
  location: string | null;
  setCookies: string[];
  json: unknown;
}

const ACTIONS = { GET: ["csrf", "providers", "signin", "signout", "error", "callback"], POST: ["signin", "signout", "callback"] };
const FIELD_LENGTH_MAX = 4_000;

/**
 * Answers what next-auth answers, given only what it can take: text fields of a sane length, its own cookies, a return
 * path of this origin, and the origin that `publicOrigin` derives. Never throws; a failure leads back to the sign-in page.
 */
export async function handleAuth(call: AuthCall, oauth: OAuthConfig<unknown>[] = oauthProviders(env())): Promise<AuthAnswer> {
  const [action = "", provider] = call.path;
  if (call.path.length > 2) return answer(404, { message: "There is nothing here." });
  try {
    const current = await findSessionUser(call.header("cookie"));
    if (call.method === "GET" && action === "session") {
      return answer(200, current ? { user: { name: current.user.name, email: current.user.email } } : {});
    }
    const connectTo = await connectionOf(call, current);
    const sessionId = current?.sessionId ?? null;
    const context = { address: requestAddress(), userAgent: call.header("user-agent"), sessionId, connectTo };
    const options = authOptions(context, oauth);
    const type = options.providers.find(({ id }) => id === provider)?.type;
    const known = provider === undefined ? action !== "callback" : type !== undefined && (action === "callback" || action === "signin");
    if (!known || !ACTIONS[call.method].includes(action)) return answer(404, { message: "There is nothing here." });
    if (action === "callback" && (type === "credentials") !== (call.method === "POST"))
      return answer(405, { message: "The path does not take this method." });
    const answered = await callNextAuth(call, options);
    if (connectTo) answered.setCookies.push(`${CONNECT_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
    return answered;
  } catch (error) {
    log.error({ err: String(error) }, "sign-in failed");
    return { ...answer(302, null), location: "/sign-in?error=unavailable" };
  }
}

/** Whether the browser comes back from a provider to be connected, as its cookie says, and to whose account. */
async function connectionOf(call: AuthCall, current: SessionUser | null): Promise<SignInContext["connectTo"]> {
  const [action, provider = ""] = call.path;
  const token = toAuthCookies(call.header("cookie"))[CONNECT_COOKIE];
  if (call.method !== "GET" || action !== "callback" || !token) return null;
  return current && (await opensConnection(token, current.sessionId, provider)) ? current : "expired";
}

async function callNextAuth(call: AuthCall, options: ReturnType<typeof authOptions>): Promise<AuthAnswer> {
  const [action, provider] = call.path;
  const origin = new URL(publicOrigin((name) => call.header(name)));
  const query = toFields(call.query);
  if (!/^[\w-]{1,40}$/.test(query.error ?? "-")) query.error = "Callback";
  const body = toFields(call.body);
  const returnTo = body.callbackUrl ?? query.callbackUrl;
  for (const fields of [query, body]) if (fields.callbackUrl !== undefined) fields.callbackUrl = safeReturnTo(returnTo);
  const request = {
    method: call.method,
    // A sign-in's query would be passed on to the provider's authorization address.
    query: {
      ...(call.method === "POST" && action === "signin" ? {} : query),
      nextauth: provider === undefined ? [action] : [action, provider],
    },
    body,
    cookies: toAuthCookies(call.header("cookie")),
    headers: {
      "x-forwarded-host": origin.host,
      "x-forwarded-proto": origin.protocol.slice(0, -1),
      "user-agent": call.header("user-agent") ?? "",
    },
  };
  const collected = collector();
  trustGivenOrigin();
  // next-auth's own types want Node's whole request and response; it reads and calls no more than these.
  await nextAuth()(request as unknown as NextApiRequest, collected.response as unknown as NextApiResponse, options);
  return collected.answer;
}

/** Bundlers and Node disagree about what the default export of a CommonJS module is. */
function nextAuth(): typeof nextAuthModule.default {
  const outer: unknown = nextAuthModule.default;
  const isWrapped = typeof outer === "object" && outer !== null && "default" in outer;
  return (isWrapped ? outer.default : outer) as typeof nextAuthModule.default;
}

function collector() {
  const collected: AuthAnswer = answer(200, null);
  const response = {
    status(code: number) {
      collected.status = code;
      return response;
    },
    getHeader: (name: string) => (name === "Set-Cookie" ? collected.setCookies : undefined),
    setHeader(name: string, value: string | string[]) {
      if (name === "Set-Cookie") collected.setCookies = [value].flat();
      else if (name.toLowerCase() === "location") collected.location = String(value);
      return response;
    },
    json: (body: unknown) => void (collected.json = body),
    send: (body: unknown) => void (collected.json = typeof body === "string" ? { message: body } : body),
    end: () => undefined,
  };
  return { answer: collected, response };
}

function answer(status: number, json: unknown): AuthAnswer {
  return { status, location: null, setCookies: [], json };
}

function toFields(source: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(source).filter(([name]) => name !== "json" && name !== "nextauth" && name !== "__proto__");
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === "string" && value.length <= FIELD_LENGTH_MAX ? [[name, value]] : [])),
  );
}

function toAuthCookies(header: string | null): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of header?.split(";") ?? []) {
    const [, name = "", value = ""] = /^((?:__(?:Secure|Host)-)?next-auth\.[\w.-]+)=(.*)$/.exec(part.trim()) ?? [];
    const text = decode(value);
    // A return address that is no URL would make next-auth answer 500.
    if (name && (!name.endsWith("callback-url") || (/^https?:\/\/./.test(text) && URL.canParse(text)))) cookies[name] = text;
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
