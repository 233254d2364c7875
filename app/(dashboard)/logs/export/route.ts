import { requireSession } from "@/lib/auth/session";
import { exportFile, exportPages } from "@/lib/usage/export";
import { parseExport, parseUsageFilter } from "@/lib/usage/parse-filter";
import { listRequests } from "@/lib/usage/queries";

export async function GET(request: Request): Promise<Response> {
  const { principal } = await requireSession();
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const filter = parseUsageFilter(search);
  const now = new Date();
  const read: Parameters<typeof exportPages>[0] = (before, limit) => listRequests(principal.workspaceId, filter, { before, limit, now });
  return exportFile("requests", parseExport(search).format, exportPages(read));
}
