import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { deleteResponse } from "@/lib/responses/mutations";
import { responseNotFound } from "@/lib/responses/refusals";
import { stored } from "../storage";
import { liveRuns } from "./run/live-runs";

/** Also ends the work on a response that is still being generated: nobody could read it. */
export const deleteResponseRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/responses/:response_id",
  async handle({ principal, params: { response_id: id = "" } }) {
    if (!(await stored(deleteResponse(principal, id)))) throw responseNotFound();
    liveRuns().get(id)?.stop();
    return { id, object: "response", deleted: true };
  },
});
