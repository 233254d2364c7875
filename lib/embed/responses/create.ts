import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import type { EventStream } from "@/lib/http/sse";
import { inNameTurn } from "@/lib/idempotency/in-name-turn";
import { toNamedRequest } from "@/lib/idempotency/schema";
import { noteAdjusted } from "../adjusted";
import { type WantedFormat, wantedFormat } from "../answer-format";
import { REFUSAL_MS } from "../refusal-wait";
import { toEventStream, toResumedStream } from "./frames";
import type { ResponseResource } from "./resource";
import { begun } from "./run/begun";
import { findEarlier } from "./run/earlier";
import type { Run } from "./run/perform";
import { resume } from "./run/resume";
import { runResponse } from "./run/run";
import { CreateResponseBody } from "./schema";
import { inWantedForm } from "./wanted-form";
import { LEFT_OUT_HEADER, leftOutTypes } from "./tool-schema";

/**
 * OpenAI's responses; an answer that is not streamed is the response that the stream ends with. A request that names itself by
 * `Idempotency-Key` and is repeated gets the response of the first one, in the form it asks for.
 */
export const createResponseRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/responses",
  body: CreateResponseBody,
  async handle(call) {
    const { principal, body, signal, usage, requestId, header, headers } = call;
    const wanted = wantedFormat(call);
    const leftOut = leftOutTypes(body.tools);
    if (leftOut.length > 0) headers[LEFT_OUT_HEADER] = leftOut.join(", ");
    usage.streamed = body.stream === true;
    usage.model = body.model;
    const request = toNamedRequest(header("idempotency-key"), usage.endpoint, named(body, wanted));
    if (request && body.store === false) throw nothingToRepeat();
    const { row, run } = await inNameTurn(principal, request, signal, async () => {
      const earlier = request && (await findEarlier(principal, request));
      if (earlier?.row) return { row: earlier.row };
      const claim = request && { request, replaced: earlier?.id ?? null };
      return { run: await runResponse({ principal, body, requestId, usage, headers, signal, wanted, ...(claim && { claim }) }) };
    });
    if (row) {
      const obfuscate = body.stream_options?.include_obfuscation ?? false;
      return body.stream
        ? toResumedStream(resume({ principal, row, startingAfter: -1, obfuscate, signal }))
        : inWantedForm(row.body as ResponseResource, wanted);
    }
    const result = await answer(run, body, wanted);
    noteAdjusted(headers, run.adjusted);
    return result;
  },
});

/** What makes two requests of one name the same: the body, and the format where it is asked for beside it. */
function named(body: CreateResponseBody, { asked, isMarkdownPreferred }: WantedFormat): object {
  const format = asked ?? (isMarkdownPreferred ? "markdown" : null);
  return format === null ? body : { body, format };
}

async function answer(run: Run, body: CreateResponseBody, wanted: WantedFormat): Promise<object | EventStream> {
  if (body.stream === true) {
    if (!run.resource.background) await begun(run, REFUSAL_MS);
    return toEventStream(run);
  }
  if (run.resource.background) return run.resource;
  const { resource, failure } = await run.ended;
  if (failure) throw failure;
  return inWantedForm(resource, wanted);
}

function nothingToRepeat(): ApiError {
  return new ApiError("invalid_value", "Idempotency-Key needs 'store': a response that is not stored can't be given again.", {
    param: "Idempotency-Key",
  });
}
