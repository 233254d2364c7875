import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import type { Principal } from "@/lib/principal";
import { findBatch } from "@/lib/vector-stores/queries";
import { batchNotFound } from "@/lib/vector-stores/refusals";
import type { BatchRow } from "@/lib/vector-stores/schema";
import { stored } from "../../storage";
import { POLL_HEADERS, toBatch } from "../encode";
import { toStoreFileList } from "../files/list";
import { requireStore } from "../require-store";

export const getBatchRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores/:vector_store_id/file_batches/:batch_id",
  async handle({ principal, params, headers }) {
    Object.assign(headers, POLL_HEADERS);
    return toBatch(await requireBatch(principal, params));
  },
});

export const listBatchFilesRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores/:vector_store_id/file_batches/:batch_id/files",
  async handle({ principal, params, query }) {
    const { id, storeId } = await requireBatch(principal, params);
    return toStoreFileList(storeId, id, query);
  },
});

async function requireBatch(principal: Principal, params: Record<string, string>): Promise<BatchRow> {
  const { id } = await requireStore(principal, params.vector_store_id);
  const batch = await stored(findBatch(principal, id, params.batch_id ?? ""));
  if (!batch) throw batchNotFound();
  return batch;
}
