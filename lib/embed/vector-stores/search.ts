import type { VectorStoreSearchResponse } from "openai/resources/vector-stores/vector-stores";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { rewriteQuery, searchStores, type Hit } from "@/lib/vector-stores/search/search";
import { stored } from "../storage";
import { requireLiveStore } from "./require-store";
import { SearchBody } from "./schema";

const RESULTS = 10;

export const searchStoreRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/vector_stores/:vector_store_id/search",
  body: SearchBody,
  async handle({ principal, params, body }) {
    const { id } = await requireLiveStore(principal, params.vector_store_id);
    const asked = [body.query].flat();
    const queries = body.rewrite_query ? await stored(Promise.all(asked.map((query) => rewriteQuery([id], query)))) : asked;
    const search = {
      queries,
      filter: body.filters ?? null,
      limit: body.max_num_results ?? RESULTS,
      scoreMin: body.ranking_options?.score_threshold ?? 0,
    };
    const hits = await stored(searchStores([id], search));
    return {
      object: "vector_store.search_results.page",
      search_query: queries,
      data: hits.map(toResult),
      has_more: false,
      next_page: null,
    };
  },
});

function toResult({ fileId, filename, score, attributes, text }: Hit): VectorStoreSearchResponse {
  return { file_id: fileId, filename, score, attributes, content: [{ type: "text", text }] };
}
