import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { POLL_HEADERS, toStore } from "./encode";
import { requireStore } from "./require-store";

export const getStoreRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores/:vector_store_id",
  async handle({ principal, params, headers }) {
    Object.assign(headers, POLL_HEADERS);
    return toStore(await requireStore(principal, params.vector_store_id));
  },
});
