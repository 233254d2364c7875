import { KeyListQuery } from "@/lib/embed/organization/schema";
import type { Operation } from "./operation";
import { DeletedManagedKey, ManagedKey, ManagedKeyList, NewManagedKey, ProjectList } from "./organization";

const tag = "Organization";
const KEYS = "/organization/projects/:project_id/api_keys";
const description = "Takes a management key, and no other. A project is a workspace.";

/** The endpoints that manage keys. */
export const organizationOperations: Record<string, Operation> = {
  "GET /organization/projects": {
    id: "listProjects",
    tag,
    summary: "List projects: the one of the management key",
    description,
    query: KeyListQuery,
    answer: ProjectList,
  },
  [`GET ${KEYS}`]: { id: "listApiKeys", tag, summary: "List API keys", description, query: KeyListQuery, answer: ManagedKeyList },
  [`POST ${KEYS}`]: { id: "createApiKey", tag, summary: "Create an API key", description, answer: NewManagedKey },
  [`GET ${KEYS}/:key_id`]: { id: "getApiKey", tag, summary: "Get an API key", description, answer: ManagedKey },
  [`POST ${KEYS}/:key_id`]: {
    id: "updateApiKey",
    tag,
    summary: "Rename, limit, disable or enable an API key",
    description,
    answer: ManagedKey,
  },
  [`DELETE ${KEYS}/:key_id`]: { id: "deleteApiKey", tag, summary: "Revoke an API key", description, answer: DeletedManagedKey },
  [`POST ${KEYS}/:key_id/rotate`]: {
    id: "rotateApiKey",
    tag,
    summary: "Give an API key a successor, whose secret is told; the old one works on for a while",
    description,
    answer: NewManagedKey,
  },
};
