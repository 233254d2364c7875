const URL_CHARS_MAX = 2000;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const ALLOWED = new Set(["http", "https", "mailto"]);
/** Characters that a browser drops before it reads an address, and those that hide in one. */
const DROPPED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** An address that may be opened: http, https, mailto or relative, read as a browser reads it; null for every other. */
export function safeUrl(value: string): string | null {
  const url = value.replace(DROPPED, "").trim().replace(/\s/gu, "%20");
  if (url === "" || url.length > URL_CHARS_MAX) return null;
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) return ALLOWED.has(scheme) ? url : null;
  // No scheme, but something before the first slash that a decoder further on might read as one.
  return /^[^/?#]*(?::|&|%3a|\\)/i.test(url) || /^[/\\]{2}/.test(url) ? null : url;
}

/** Whether fetching an address would reach another site. */
export function isForeign(url: string): boolean {
  return SCHEME.test(url) || /^[/\\]{2}/.test(url);
}
