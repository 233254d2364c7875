import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { rotateKey } from "@/lib/keys/mutations";
import { stored } from "../storage";
import { toKey } from "./encode";
import { made, managerOf, requireKey } from "./manager";
import { RotateKeyBody } from "./schema";

export const rotateKeyRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/organization/projects/:project_id/api_keys/:key_id/rotate",
  body: RotateKeyBody,
  isBodyOptional: true,
  async handle(call) {
    const actor = managerOf(call);
    const { id } = await requireKey(actor, call.params.key_id);
    const { key, secret } = made(await stored(rotateKey(actor, id, call.body.grace_seconds)));
    return { ...toKey(key), value: secret };
  },
});
