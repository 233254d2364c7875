import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { pageKeys } from "@/lib/keys/queries";
import { toList } from "../list";
import { readQuery } from "../query";
import { stored } from "../storage";
import { unknownCursor } from "../unknown-cursor";
import { toKey } from "./encode";
import { managerOf } from "./manager";
import { KeyListQuery } from "./schema";

export const listKeysRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/organization/projects/:project_id/api_keys",
  async handle(call) {
    const { workspaceId } = managerOf(call);
    const { limit, order, after = null } = readQuery(KeyListQuery, call.query);
    const page = await stored(pageKeys(workspaceId, { limit, order, after }));
    if (!page) throw unknownCursor();
    return toList(page.rows.map(toKey), page.hasMore);
  },
});
