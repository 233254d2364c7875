export const ROOT = "/v1";
export const BASE = `${ROOT}/embed`;

/** `/v1/embed/models` → `/models`, as it is below either base path. */
export function belowBase(path: string): string {
  return path.slice((path.startsWith(`${BASE}/`) ? BASE : ROOT).length);
}

/** What an endpoint's operation is found under: `GET /models`. */
export function operationKey({ method, path }: { method: string; path: string }): string {
  return `${method} ${belowBase(path)}`;
}
