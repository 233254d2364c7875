import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { listStoreFiles } from "@/lib/vector-stores/queries";
import { toList } from "../../list";
import { readQuery } from "../../query";
import { stored } from "../../storage";
import { unknownCursor } from "../../unknown-cursor";
import { toStoreFileObject } from "../encode";
import { requireStore } from "../require-store";
import { StoreFileListQuery } from "../schema";

export const listStoreFilesRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores/:vector_store_id/files",
  async handle({ principal, params, query }) {
    const store = await requireStore(principal, params.vector_store_id);
    return toStoreFileList(store.id, null, query);
  },
});

/** Resolves to the part of a store's files that the query asks for; only those of a batch, where one is named. */
export async function toStoreFileList(storeId: string, batchId: string | null, query: URLSearchParams): Promise<object> {
  const { limit, order, after = null, before = null, filter = null } = readQuery(StoreFileListQuery, query);
  const page = await stored(listStoreFiles(storeId, { limit, order, after, before, status: filter, batchId }));
  if (!page) throw unknownCursor();
  return toList(page.rows.map(toStoreFileObject), page.hasMore);
}
