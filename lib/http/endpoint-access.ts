import { ApiError } from "@/lib/errors";
import { may } from "@/lib/auth/permissions";
import type { Principal } from "@/lib/principal";

/** What a key may be kept to, with how pages call it; the rest of the API is open to every key. */
export const ENDPOINTS = {
  responses: "Responses",
  chat: "Chat completions",
  visualize: "Visualize",
  conversations: "Conversations",
  files: "Files",
  vector_stores: "Vector stores",
  models: "Models",
  export: "Export",
  autofix: "Autofix",
  "ag-ui": "AG-UI",
} as const satisfies Record<string, string>;

/** Returns the name of an endpoint by its declared path: the first part of it that says something. */
function endpointName(path: string): string {
  return path.replace(/^\/v1\/(?:embed\/)?/, "").split("/")[0] ?? "";
}

/**
 * Throws 403 `endpoint_not_allowed` when the caller's key is kept to other endpoints, and `role_not_allowed` when a session's user may only
 * look and the request does more.
 */
export function assertEndpointAllowed({ via }: Principal, method: string, path: string): void {
  if (via.type === "session" && method !== "GET" && !may(via.role, "requests.make"))
    throw new ApiError("role_not_allowed", "A viewer of this workspace may only look. An owner of it can give you another role.");
  if (via.type !== "key" || via.endpoints === undefined || via.endpoints.includes(endpointName(path))) return;
  throw new ApiError("endpoint_not_allowed", `This API key may not call ${path}.`);
}
