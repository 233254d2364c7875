import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { revokeKey } from "@/lib/keys/mutations";
import { stored } from "../storage";
import { made, managerOf, requireKey } from "./manager";

/** Revokes the key: it stays in the list, and works nowhere. */
export const deleteKeyRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/organization/projects/:project_id/api_keys/:key_id",
  async handle(call) {
    const actor = managerOf(call);
    const { id } = await requireKey(actor, call.params.key_id);
    made(await stored(revokeKey(actor, id)));
    return { id, object: "organization.project.api_key.deleted", deleted: true };
  },
});
