/**
 * The address of a path below a provider's, which may end in a slash and may carry a query that belongs to every request, as gateways want.
 * Throws when `base` is no URL.
 */
export function below(base: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, "")}/${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
