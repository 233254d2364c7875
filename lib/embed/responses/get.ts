import { z } from "zod/v4";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import type { HostedItem } from "@/lib/generation/hosted";
import { isHostedItem, shownHosted } from "@/lib/generation/hosted-items";
import { findOutput, findResponse } from "@/lib/responses/queries";
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
    const { stream, starting_after: startingAfter = -1, include_obfuscation: obfuscate = false, include = [] } = readQuery(GetQuery, query);
    const row = await stored(findResponse(principal, params.response_id ?? ""));
    if (!row) throw responseNotFound();
    if (stream) return toResumedStream(resume({ principal, row, startingAfter, obfuscate, signal }));
    const body = row.body as ResponseResource;
    return readInWantedForm(include.length === 0 ? body : await withIncluded(body, include), wantedFormat(call));
  },
});

/** The response with what is kept of its hosted items and was asked for only now. */
async function withIncluded(body: ResponseResource, include: readonly string[]): Promise<ResponseResource> {
  if (!body.output.some(isHostedItem)) return body;
  const kept = new Map((await stored(findOutput(body.id))).map((item) => [item.id, item]));
  const output = body.output.map((item) => {
    const whole = kept.get(item.id);
    return whole && isHostedItem(whole) ? shownHosted({ ...whole, status: item.status } as HostedItem, include) : item;
  });
  return { ...body, output };
}
