import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "@/lib/errors";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import type { Principal } from "@/lib/principal";
import { endAbandoned } from "@/lib/responses/orphans/mutations";
import { findResponse } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import type { ResponseRow } from "@/lib/responses/schema";
import { stored } from "../storage";
import { liveRuns } from "./run/live-runs";
import { endOrphan } from "./run/reap";

const STOP_MS_MAX = 5_000;

/** Stops a response that runs in the background, wherever it does. One that has ended is given as it is. */
export const cancelResponseRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/responses/:response_id/cancel",
  async handle({ principal, params: { response_id: id = "" } }) {
    const { background, body, status } = await find(principal, id);
    if (!background) {
      throw new ApiError(
        "invalid_value",
        "Only a response that was created with 'background' can be cancelled; end others by closing their connection.",
        {
          param: "response_id",
        },
      );
    }
    if (status !== "in_progress") return body;
    await stop(id);
    return (await find(principal, id)).body;
  },
});

async function find(principal: Principal, id: string): Promise<ResponseRow> {
  const row = await stored(findResponse(principal, id));
  if (!row) throw responseNotFound();
  return row;
}

async function stop(id: string): Promise<void> {
  const live = liveRuns().get(id);
  if (live) {
    live.stop();
    await Promise.race([live.done, sleep(STOP_MS_MAX, undefined, { ref: false })]);
  }
  // Nothing is left to do when it has ended; another process, or one that is stuck, learns that it no longer has it.
  await stored(endAbandoned(id, (orphan) => endOrphan(orphan, null)));
}
