import { z } from "zod/v4";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findResponse } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import { FormatQuery, wantedFormat } from "../answer-format";
import { IncludeQuery } from "../list-query";
import { readQuery } from "../query";
import { stored } from "../storage";
import { toResumedStream } from "./frames";
import type { ResponseResource } from "./resource";
import { resume } from "./run/resume";
import { readInWantedForm } from "./wanted-form";

/** Of the query, beside what every reading one takes: which events are asked for. Without `stream` there are none to choose from. */
export const GetQuery = IncludeQuery.extend({
  stream: z.boolean().optional(),
  starting_after: z.int().min(0).optional(),
  include_obfuscation: z.boolean().optional(),
  format: FormatQuery.shape.format,
});

/** The response as it is now, as interface or in words, or, as a stream, the events that the client does not have yet, as they were written. */
export const getResponseRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/responses/:response_id",
  async handle(call) {
    const { principal, params, query, signal } = call;
    const { stream, starting_after: startingAfter = -1, include_obfuscation: obfuscate = false } = readQuery(GetQuery, query);
    const row = await stored(findResponse(principal, params.response_id ?? ""));
    if (!row) throw responseNotFound();
    return stream
      ? toResumedStream(resume({ principal, row, startingAfter, obfuscate, signal }))
      : readInWantedForm(row.body as ResponseResource, wantedFormat(call));
  },
});
