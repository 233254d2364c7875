const ALWAYS = /^\/+(?:(?:v1|mcp|responses|conversations|vector_stores)|chat\/+completions)(?:\/|$)/;
const SHARED = /^\/+(?:models|files)(?:\/|$)/;

/**
 * Whether a request is the API's to answer, 404 included. Some clients are set up with the bare host as their base URL, so the
 * API's own words stand for it at the root too; only `/models` and `/files` belong to whoever asks for a page there.
 */
export function isApiPath(path: string, header: (name: string) => string | null | undefined): boolean {
  return ALWAYS.test(path) || (SHARED.test(path) && (header("authorization") != null || !asksForPage(header)));
}

/** A browser's own request, or what Next's code in the page sends for a page. */
function asksForPage(header: (name: string) => string | null | undefined): boolean {
  return (header("accept") ?? "").includes("text/html") || header("rsc") != null || header("next-action") != null;
}
