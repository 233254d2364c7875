import { ApiError } from "@/lib/errors";
import { isFrontendToken, verifyFrontendToken } from "@/lib/keys/frontend-token";
import { verifyKey } from "@/lib/keys/verify";
import type { Principal } from "@/lib/principal";
import { findSession } from "./live-session";
import { isSameOrigin } from "./same-origin";
import { readSessionCookie } from "./session-cookie";

/**
 * Who calls the API: the key of an Authorization header when there is one, else the session cookie of a request that one
 * of our own pages made; before either a frontend token, in the header that the published client sends or in that of a key. Throws 403
 * (`invalid_api_key` and its kin, `origin_not_allowed`), 401 `invalid_frontend_token`, or 503 without a database.
 */
export async function authenticate(exchange: {
  header(name: string): string | null;
  address: string | null;
  method: string;
}): Promise<Principal> {
  const authorization = exchange.header("authorization");
  const token = frontendToken(authorization, exchange.header("x-thesys-frontend-token"));
  if (token !== null) return verifyFrontendToken(token, exchange.address);
  const cookie = exchange.header("cookie");
  if (authorization !== null || !readSessionCookie(cookie)) return verifyKey(authorization, exchange.address);
  if (!isSameOrigin(exchange)) {
    throw new ApiError(
      "origin_not_allowed",
      "A browser session may call the API only from this server's own pages. Use an API key elsewhere.",
    );
  }
  const principal = await findSession(cookie).catch((cause: unknown) => {
    throw new ApiError("service_unavailable", "The session cannot be checked at the moment. Try again shortly.", {
      cause,
      retryAfterMs: 2_000,
    });
  });
  return principal ?? verifyKey(null, exchange.address);
}

function frontendToken(authorization: string | null, own: string | null): string | null {
  if (own !== null) return own;
  const [, bearer = ""] = /^bearer +([!-~]+)$/i.exec(authorization?.slice(0, 4_096).trim() ?? "") ?? [];
  return isFrontendToken(bearer) ? bearer : null;
}
