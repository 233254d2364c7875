import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { renameKey, setKeyDisabled, setKeyPolicy } from "@/lib/keys/mutations";
import { stored } from "../storage";
import { toKey, toLimits } from "./encode";
import { made, managerOf, requireKey } from "./manager";
import { UpdateKeyBody } from "./schema";

export const updateKeyRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/organization/projects/:project_id/api_keys/:key_id",
  body: UpdateKeyBody,
  async handle(call) {
    const actor = managerOf(call);
    const { name, disabled, endpoints, limits } = call.body;
    if (Object.values(call.body).every((value) => value === undefined))
      throw new ApiError("missing_required_parameter", "Send what is to be changed: name, disabled, endpoints or limits.");
    let key = await requireKey(actor, call.params.key_id);
    if (name !== undefined) ({ key } = made(await stored(renameKey(actor, key.id, name))));
    if (endpoints !== undefined || limits !== undefined) {
      const policy = { ...(endpoints !== undefined && { endpoints }), ...(limits !== undefined && { limits: limits && toLimits(limits) }) };
      ({ key } = made(await stored(setKeyPolicy(actor, key.id, policy))));
    }
    if (disabled !== undefined) ({ key } = made(await stored(setKeyDisabled(actor, key.id, disabled))));
    return toKey(key);
  },
});
