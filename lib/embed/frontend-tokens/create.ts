import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { mintFrontendToken } from "@/lib/keys/frontend-token";
import { CreateTokenBody } from "./schema";

export const createTokenRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/frontend-tokens",
  body: CreateTokenBody,
  async handle({ principal: { via }, body }) {
    if (via.type !== "key") throw new ApiError("endpoint_not_allowed", "Frontend tokens are made with an API key, on your server.");
    const expiresAt = Math.floor(Date.now() / 1_000) + body.expires_in_seconds;
    return { token: mintFrontendToken(via.keyId, { id: body.user_id, appId: body.app_id ?? null }, expiresAt), expires_at: expiresAt };
  },
});
