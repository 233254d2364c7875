import { publicOrigin } from "./public-origin";

/**
 * Whether a browser says that a page of this server made the request. Sec-Fetch-Site decides when it is there (browsers
 * leave it out on plain http to other names than localhost), else Origin, else, for reads only, Referer: a script of
 * another site can set none of them.
 */
export function isSameOrigin(request: { header(name: string): string | null; method: string }): boolean {
  const site = request.header("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.header("origin");
  if (origin !== null) return isOwn(origin, request);
  const referer = request.header("referer");
  return (request.method === "GET" || request.method === "HEAD") && referer !== null && isOwn(referer, request);
}

function isOwn(url: string, request: { header(name: string): string | null }): boolean {
  if (!URL.canParse(url)) return false;
  const { host, origin } = new URL(url);
  return host !== "" && (host === request.header("host")?.toLowerCase() || origin === publicOrigin((name) => request.header(name)));
}
