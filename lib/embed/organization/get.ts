import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toKey } from "./encode";
import { managerOf, requireKey } from "./manager";

export const getKeyRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/organization/projects/:project_id/api_keys/:key_id",
  async handle(call) {
    return toKey(await requireKey(managerOf(call), call.params.key_id));
  },
});
