import type { UiReport } from "@/lib/genui/repair/report";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { findReport } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import { stored } from "../storage";

/**
 * What the check of a response's interface found and the repair mended. `count` counts every problem; the list holds the first 100.
 * `none`: the response has ended, and no interface was checked or its process is gone with what it knew.
 */
export interface ReportResource extends Omit<UiReport, "status"> {
  object: "response.report";
  response_id: string;
  status: UiReport["status"] | "in_progress" | "none";
}

/** There from the moment that the response has ended, and as long as the response. */
export const getReportRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/responses/:response_id/report",
  async handle({ principal, params: { response_id: id = "" } }) {
    const row = await stored(findReport(principal, id));
    if (!row) throw responseNotFound();
    return toReport(id, row.report as UiReport | null, row.status === "in_progress");
  },
});

function toReport(response_id: string, found: UiReport | null, isInProgress: boolean): ReportResource {
  const { status, count, problems } = found ?? { status: isInProgress ? "in_progress" : "none", count: 0, problems: [] };
  return { object: "response.report", response_id, status, count, problems };
}
