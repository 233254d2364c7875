import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { createKey } from "@/lib/keys/mutations";
import { isManagement } from "@/lib/keys/schema";
import { stored } from "../storage";
import { toKey, toLimits } from "./encode";
import { made, managerOf } from "./manager";
import { CreateKeyBody } from "./schema";

export const createKeyRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/organization/projects/:project_id/api_keys",
  body: CreateKeyBody,
  async handle(call) {
    const actor = managerOf(call);
    const { name, expires_in_seconds: seconds, models, endpoints, limits } = call.body;
    // No key makes its like.
    if (isManagement(endpoints)) made({ ok: false, reason: "invalid_endpoints" });
    const expiresAt = seconds == null ? null : new Date(Date.now() + seconds * 1_000);
    const { key, secret } = made(
      await stored(createKey(actor, { name, expiresAt, models, endpoints, limits: limits ? toLimits(limits) : null })),
    );
    return { ...toKey(key), value: secret };
  },
});
