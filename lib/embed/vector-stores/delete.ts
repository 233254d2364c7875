import type { VectorStoreDeleted } from "openai/resources/vector-stores/vector-stores";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { deleteStore } from "@/lib/vector-stores/mutations";
import { storeNotFound } from "@/lib/vector-stores/refusals";
import { stored } from "../storage";

/** The files that were in it stay. */
export const deleteStoreRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/vector_stores/:vector_store_id",
  async handle({ principal, params }) {
    const id = params.vector_store_id ?? "";
    if (!(await stored(deleteStore(principal, id)))) throw storeNotFound();
    return { id, object: "vector_store.deleted", deleted: true } satisfies VectorStoreDeleted;
  },
});
