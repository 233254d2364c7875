import { getReportRoute } from "@/lib/embed/responses/report";
import { webHandlers } from "@/lib/http/web-transport";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webHandlers([getReportRoute]);
