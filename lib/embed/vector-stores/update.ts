import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { updateStore } from "@/lib/vector-stores/mutations";
import { storeNotFound } from "@/lib/vector-stores/refusals";
import { stored } from "../storage";
import { toStore } from "./encode";
import { UpdateStoreBody } from "./schema";

/** Metadata is replaced as a whole; null takes all of it, the description or the expiry away. */
export const updateStoreRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores/:vector_store_id",
  body: UpdateStoreBody,
  async handle({ principal, params, body }) {
    const { name, description, metadata, expires_after: expiry } = body;
    const changes = {
      ...(name !== undefined && { name: name ?? "" }),
      ...(description !== undefined && { description }),
      ...(metadata !== undefined && { metadata: metadata ?? {} }),
      ...(expiry !== undefined && { expiresDays: expiry?.days ?? null }),
    };
    const store = await stored(updateStore(principal, params.vector_store_id ?? "", changes));
    if (!store) throw storeNotFound();
    return toStore(store);
  },
});
