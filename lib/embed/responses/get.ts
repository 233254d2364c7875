import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findResponse } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import { IncludeQuery } from "../list-query";
import { readQuery } from "../query";
import { stored } from "../storage";

export const getResponseRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/responses/:response_id",
  async handle({ principal, params, query }) {
    readQuery(IncludeQuery, query);
    const row = await stored(findResponse(principal, params.response_id ?? ""));
    if (!row) throw responseNotFound();
    return row.body;
  },
});
