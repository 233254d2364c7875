import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { addFile } from "@/lib/vector-stores/mutations";
import { stored } from "../../storage";
import { toStoreFile } from "../decode";
import { POLL_HEADERS, toStoreFileObject } from "../encode";
import { requireLiveStore } from "../require-store";
import { AddFileBody } from "../schema";

/** A file that is there already is read anew. */
export const addFileRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores/:vector_store_id/files",
  body: AddFileBody,
  async handle({ principal, params, body, headers }) {
    const { id } = await requireLiveStore(principal, params.vector_store_id);
    Object.assign(headers, POLL_HEADERS);
    return toStoreFileObject(await stored(addFile(principal, id, toStoreFile(body.file_id, body))));
  },
});
