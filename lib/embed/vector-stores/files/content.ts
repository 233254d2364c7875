import { z } from "zod/v4";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findStoreFile, listPassages, type PassageRow } from "@/lib/vector-stores/queries";
import { storeFileNotFound } from "@/lib/vector-stores/refusals";
import { readQuery } from "../../query";
import { stored } from "../../storage";
import { requireStore } from "../require-store";

const PASSAGES_MAX = 1_000;

/** The official client asks for all; the pages of this server for the passages around one. */
export const PassageQuery = z.strictObject({
  after: z.int().min(0).optional(),
  limit: z.int().min(1).max(PASSAGES_MAX).default(PASSAGES_MAX),
});

/** The text of a file as it is searched: its passages in order. */
export const getStoreFileContentRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores/:vector_store_id/files/:file_id/content",
  async handle({ principal, params, query }) {
    const { after = 0, limit } = readQuery(PassageQuery, query);
    const { id } = await requireStore(principal, params.vector_store_id);
    const file = await stored(findStoreFile(principal, id, params.file_id ?? ""));
    if (!file) throw storeFileNotFound();
    const passages = await stored(listPassages(id, file.fileId, after, limit + 1));
    return {
      object: "vector_store.file_content.page",
      data: passages.slice(0, limit).map(toContent),
      has_more: passages.length > limit,
      next_page: passages.length > limit ? String(after + limit) : null,
    };
  },
});

/** `position`, `heading` and `page` say where it stands, where that is known. */
function toContent({ text, position, heading, page }: PassageRow): object {
  return { type: "text", text, position, ...(heading !== null && { heading }), ...(page !== null && { page }) };
}
