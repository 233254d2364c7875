import type { VectorStoreFileDeleted } from "openai/resources/vector-stores/files";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { removeFile } from "@/lib/vector-stores/mutations";
import { storeFileNotFound } from "@/lib/vector-stores/refusals";
import { stored } from "../../storage";
import { requireStore } from "../require-store";

/** The file itself stays. */
export const deleteStoreFileRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/vector_stores/:vector_store_id/files/:file_id",
  async handle({ principal, params }) {
    const store = await requireStore(principal, params.vector_store_id);
    const id = params.file_id ?? "";
    if (!(await stored(removeFile(principal, store.id, id)))) throw storeFileNotFound();
    return { id, object: "vector_store.file.deleted", deleted: true } satisfies VectorStoreFileDeleted;
  },
});
