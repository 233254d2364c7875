/**
 * Returns the command that sends a kept request again, with the key from the environment; null for one that can't be sent as it is kept:
 * without a body, cut, or to a path of which only the pattern is known.
 */
export function curlOf(origin: string, endpoint: string, { request, isCut }: { request: unknown; isCut: boolean }): string | null {
  if (request === null || isCut || /[:*]/.test(endpoint)) return null;
  // A single quote ends a shell string; this is how one is written inside of it.
  const json = JSON.stringify(request, null, 2).replaceAll("'", String.raw`'\''`);
  return `curl -N ${origin}${endpoint} \\
  -H "Authorization: Bearer $VITRINE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${json}'`;
}
