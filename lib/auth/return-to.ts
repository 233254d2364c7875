/** Where a sign-in ends when nothing else was asked for. */
export const HOME = "/playground";

/** Set by the proxy on every request for a page: the path and query that were asked for. */
export const PATH_HEADER = "x-vitrine-path";

/**
 * A path of this origin to go to after sign-in, or `HOME`. Anything that a browser could read as another origin
 * (`//host`, a backslash, a scheme, control characters) or that leads back to the sign-in pages is refused, as it was written and as it is
 * once the dots in it are followed: `/..//host` is `//host`.
 */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== "string" || value.length > 1_000 || !isPath(value)) return HOME;
  const base = "http://origin.invalid";
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  if (url?.origin !== base || !isPath(url.pathname) || /^\/(?:sign-in|sign-up|api)(?:\/|$)/.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}

function isPath(text: string): boolean {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text);
}
