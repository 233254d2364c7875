import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toEventStream } from "./frames";
import { runResponse } from "./run";
import { CreateResponseBody } from "./schema";

/** OpenAI's responses; an answer that is not streamed is the response that the stream ends with. */
export const createResponseRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/responses",
  body: CreateResponseBody,
  async handle({ principal, body, signal, usage, requestId }) {
    usage.streamed = body.stream === true;
    const run = await runResponse({ principal, body, requestId, usage, signal });
    if (body.stream) return toEventStream(run);
    if (run.resource.background) return run.resource;
    const { resource, failure } = await run.ended;
    if (failure) throw failure;
    return resource;
  },
});
