import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { createBatch } from "@/lib/vector-stores/mutations";
import { stored } from "../../storage";
import { toStoreFile } from "../decode";
import { POLL_HEADERS, toBatch } from "../encode";
import { requireLiveStore } from "../require-store";
import { CreateBatchBody } from "../schema";

export const createBatchRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores/:vector_store_id/file_batches",
  body: CreateBatchBody,
  async handle({ principal, params, body, headers }) {
    const { id } = await requireLiveStore(principal, params.vector_store_id);
    Object.assign(headers, POLL_HEADERS);
    const { file_ids: fileIds, files, ...common } = body;
    const wanted = files
      ? files.map(({ file_id, ...own }) => toStoreFile(file_id, own))
      : (fileIds ?? []).map((fileId) => toStoreFile(fileId, common));
    return toBatch(await stored(createBatch(principal, id, wanted, files ? "files" : "file_ids")));
  },
});
