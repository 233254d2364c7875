import { ApiError } from "@/lib/errors";
import { may } from "@/lib/auth/permissions";
import type { Principal } from "@/lib/principal";

/** What a key may be kept to, with how pages call it; the rest of the API is open to every key. */
export const ENDPOINTS = {
  responses: "Responses",
  chat: "Chat completions",
  visualize: "Visualize",
  conversations: "Conversations",
  "frontend-tokens": "Frontend tokens",
  files: "Files",
  vector_stores: "Vector stores",
  containers: "Containers",
  models: "Models",
  export: "Export",
  autofix: "Autofix",
  "ag-ui": "AG-UI",
} as const satisfies Record<string, string>;

/** Open only to keys that are for them, and to nobody else. */
const BY_NAME_ONLY = {
  organization: "This endpoint takes a management key, which is made on the API keys page. Other keys and sessions may not call it.",
} as const satisfies Record<string, string>;

/** Returns the name of an endpoint by its declared path: the first part of it that says something. */
function endpointName(path: string): string {
  return path.replace(/^\/v1\/(?:embed\/)?/, "").split("/")[0] ?? "";
}

/**
 * Throws 403 `endpoint_not_allowed` when the caller's key is kept to other endpoints, and `role_not_allowed` when a session's user may only
 * look and the request does more.
 */
export function assertEndpointAllowed({ via, endUser }: Principal, method: string, path: string): void {
  const name = endpointName(path);
  const named = via.type === "key" ? via.endpoints : undefined;
  if (Object.hasOwn(BY_NAME_ONLY, name) && !named?.includes(name))
    throw new ApiError("endpoint_not_allowed", BY_NAME_ONLY[name as keyof typeof BY_NAME_ONLY]);
  if (via.type === "session") {
    if (method === "GET" || may(via.role, "requests.make")) return;
    throw new ApiError("role_not_allowed", "A viewer of this workspace may only look. An owner of it can give you another role.");
  }
  if (named === undefined || named.includes(name)) return;
  if (endUser) throw new ApiError("endpoint_not_allowed", `A frontend token is for conversations and may not call ${path}.`);
  const what = named.some((other) => Object.hasOwn(BY_NAME_ONLY, other)) ? "A management key manages keys and" : "This API key";
  throw new ApiError("endpoint_not_allowed", `${what} may not call ${path}.`);
}
