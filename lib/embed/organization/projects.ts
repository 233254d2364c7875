import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findWorkspace } from "@/lib/workspaces/queries";
import { toList } from "../list";
import { readQuery } from "../query";
import { stored } from "../storage";
import { toSeconds } from "./encode";
import { KeyListQuery } from "./schema";

export const listProjectsRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/organization/projects",
  async handle({ principal, query }) {
    const { after } = readQuery(KeyListQuery, query);
    const { id, name, createdAt } = await stored(findWorkspace(principal.workspaceId));
    const project = { id, object: "organization.project", name, status: "active", created_at: toSeconds(createdAt), archived_at: null };
    return toList(after === id ? [] : [project], false);
  },
});
