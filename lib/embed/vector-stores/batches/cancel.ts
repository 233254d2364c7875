import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { cancelBatch } from "@/lib/vector-stores/mutations";
import { batchNotFound } from "@/lib/vector-stores/refusals";
import { stored } from "../../storage";
import { toBatch } from "../encode";
import { requireStore } from "../require-store";

/** What has been read stays; the rest is not read. */
export const cancelBatchRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores/:vector_store_id/file_batches/:batch_id/cancel",
  async handle({ principal, params }) {
    const { id } = await requireStore(principal, params.vector_store_id);
    const batch = await stored(cancelBatch(principal, id, params.batch_id ?? ""));
    if (!batch) throw batchNotFound();
    return toBatch(batch);
  },
});
