/** Headers that clients send from browsers; the official client also sends a handful of `x-stainless-*`. */
const ALLOWED =
  "authorization, content-type, accept, openai-organization, openai-project, openai-beta, x-client-request-id, x-thesys-frontend-token, idempotency-key";
const ALLOWED_BY_PREFIX = /^x-stainless-[a-z-]{1,40}$/;
const RATE_LIMITS = ["limit", "remaining", "reset"].flatMap((what) => [`x-ratelimit-${what}-requests`, `x-ratelimit-${what}-tokens`]);
const EXPOSED = `${RATE_LIMITS.join(", ")}, x-request-id, openai-processing-ms, openai-version, retry-after, retry-after-ms, x-should-retry, x-vitrine-passed-over, x-vitrine-adjusted, x-vitrine-tools-left-out, allow, content-disposition`;

/**
 * Any origin may call with a key; cookies never count across origins, so credentials are not allowed.
 * On every answer, errors included, else a browser hides the reason from the page.
 */
export const CORS_HEADERS = { "access-control-allow-origin": "*", "access-control-expose-headers": EXPOSED } as const;

/** The headers of the answer to a preflight for a path that takes `methods`. */
export function preflightHeaders(methods: string[], requestedHeaders: string | null): Record<string, string> {
  const byPrefix = (requestedHeaders ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => ALLOWED_BY_PREFIX.test(name));
  return {
    allow: methods.join(", "),
    "access-control-allow-methods": methods.join(", "),
    "access-control-allow-headers": [ALLOWED, ...new Set(byPrefix)].join(", "),
    "access-control-max-age": "7200",
    vary: "access-control-request-headers",
  };
}
