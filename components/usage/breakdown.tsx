import Link from "next/link";
import { DownloadLinks } from "@/components/usage/download-links";
import { formatCount, formatMoney, formatShare } from "@/components/usage/format";
import { Card } from "@/components/ui/card";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { UsageSums } from "@/lib/usage/schema";

interface BreakdownProps {
  /** Where the table is saved from. */
  download: `/${string}`;
  title: string;
  /** What one row is, as the head of the first column. */
  of: string;
  rows: (UsageSums & { id: string; name: string; search: "" | `?${string}` })[];
}

/** Who or what used how much, the most used first; each name leads to its requests. */
export function Breakdown({ title, of, rows, download }: BreakdownProps) {
  const total = rows.reduce((sum, { requests }) => sum + requests, 0);
  return (
    <Card title={title} flush actions={<DownloadLinks what={`usage ${title.toLowerCase()}`} path={download} />}>
      <div className="overflow-x-auto">
        <table className="w-full text-left text-[13px] tabular-nums">
          <thead>
            <tr className="border-line border-y bg-sunken text-ink-muted text-xs">
              <th scope="col" className="h-9 pr-4 pl-5 font-medium">
                {of}
              </th>
              {["Requests", "Share", "Errors", "Tokens in", "Tokens out", "Cost"].map((name) => (
                <th key={name} scope="col" className="h-9 whitespace-nowrap px-4 text-right font-medium last:pr-5">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-line border-b text-ink-soft last:border-b-0 hover:bg-sunken">
                <th scope="row" className="min-w-40 py-2.5 pr-4 pl-5 font-normal">
                  <Link href={`/logs${row.search}`} className={`${TEXT_LINK} wrap-anywhere inline-block min-h-6`}>
                    {row.name}
                  </Link>
                </th>
                {[
                  formatCount(row.requests),
                  formatShare(row.requests, total),
                  formatShare(row.errors, row.requests),
                  formatCount(row.inputTokens),
                  formatCount(row.outputTokens),
                  formatMoney(row.costMicros),
                ].map((figure, index) => (
                  <td key={index} className="whitespace-nowrap px-4 py-2.5 text-right last:pr-5">
                    {figure}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
