import { requireSession } from "@/lib/auth/session";
import { exportFile } from "@/lib/usage/export";
import { usageRows } from "@/lib/usage/export-usage";
import { parseExport, parseUsageFilter } from "@/lib/usage/parse-filter";
import { summarizeUsage } from "@/lib/usage/queries";

export async function GET(request: Request): Promise<Response> {
  const { principal } = await requireSession();
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const { format, table } = parseExport(search);
  const summary = await summarizeUsage(principal.workspaceId, parseUsageFilter(search));
  return exportFile(`usage-by-${table}`, format, usageRows(summary, table));
}
