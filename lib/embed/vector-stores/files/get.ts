import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findStoreFile } from "@/lib/vector-stores/queries";
import { storeFileNotFound } from "@/lib/vector-stores/refusals";
import { stored } from "../../storage";
import { POLL_HEADERS, toStoreFileObject } from "../encode";
import { requireStore } from "../require-store";

export const getStoreFileRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores/:vector_store_id/files/:file_id",
  async handle({ principal, params, headers }) {
    const { id } = await requireStore(principal, params.vector_store_id);
    const file = await stored(findStoreFile(principal, id, params.file_id ?? ""));
    if (!file) throw storeFileNotFound();
    Object.assign(headers, POLL_HEADERS);
    return toStoreFileObject(file);
  },
});
