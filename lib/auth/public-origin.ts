import { type Env, env } from "@/lib/env";

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * The origin a browser sees, without a slash at the end: BASE_URL when it is set, else the request's Host (the server is
 * reached under any name). Forwarded host and protocol count only when TRUSTED_PROXY_HOPS says that a proxy of ours wrote them.
 */
export function publicOrigin(
  header: (name: string) => string | null,
  { BASE_URL, PORT, TRUSTED_PROXY_HOPS }: Pick<Env, "BASE_URL" | "PORT" | "TRUSTED_PROXY_HOPS"> = env(),
): string {
  if (BASE_URL) return BASE_URL;
  const forwarded = (name: string) => (TRUSTED_PROXY_HOPS > 0 ? fromRight(header(name), TRUSTED_PROXY_HOPS) : null);
  const host = [forwarded("x-forwarded-host"), header("host")].find((value) => value && HOST.test(value));
  const protocol = forwarded("x-forwarded-proto") === "https" ? "https" : "http";
  const origin = `${protocol}://${host}`;
  return host && URL.canParse(origin) ? new URL(origin).origin : `http://localhost:${PORT}`;
}

/** Proxies append or replace: the entry `hops` from the right, or the leftmost when there are fewer. */
function fromRight(value: string | null, hops: number): string | null {
  const entries = value?.split(",").map((entry) => entry.trim()) ?? [];
  return entries[Math.max(0, entries.length - hops)] ?? null;
}
