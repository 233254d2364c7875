import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { resolveModel } from "@/lib/upstream/models";
import { assertModelAllowed } from "../model-access";
import { stored } from "../storage";
import { newCompaction } from "./compaction";
import { readInput } from "./read-input";
import { CompactResponseBody } from "./schema";

/** Packs a dialogue into a window to go on from. Nothing is stored, and no model takes part: `model` is only checked. */
export const compactResponseRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/responses/compact",
  body: CompactResponseBody,
  async handle({ principal, body, usage }) {
    usage.model = body.model;
    assertModelAllowed(principal, body.model);
    resolveModel(body.model);
    const { previous, added } = await stored(readInput(principal, body));
    const context = [...previous, ...added(previous)];
    if (context.length === 0) {
      throw new ApiError("missing_required_parameter", "There is nothing to compact: send 'input' or 'previous_response_id'.", {
        param: "input",
      });
    }
    return await newCompaction(context, principal.workspaceId, Math.floor(Date.now() / 1_000));
  },
});
