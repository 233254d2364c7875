import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { updateAttributes } from "@/lib/vector-stores/mutations";
import { storeFileNotFound } from "@/lib/vector-stores/refusals";
import { stored } from "../../storage";
import { toStoreFileObject } from "../encode";
import { requireStore } from "../require-store";
import { UpdateFileBody } from "../schema";

/** Attributes are replaced as a whole; null takes all of them away. */
export const updateStoreFileRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores/:vector_store_id/files/:file_id",
  body: UpdateFileBody,
  async handle({ principal, params, body }) {
    const { id } = await requireStore(principal, params.vector_store_id);
    const file = await stored(updateAttributes(principal, id, params.file_id ?? "", body.attributes ?? {}));
    if (!file) throw storeFileNotFound();
    return toStoreFileObject(file);
  },
});
