import Link from "next/link";
import { formatCount, formatDuration, formatMoment, formatMoney } from "@/components/usage/format";
import { OutcomeBadge } from "@/components/usage/outcome-badge";
import { Card } from "@/components/ui/card";
import { ColumnHeads } from "@/components/ui/column-heads";
import { LabelledCell } from "@/components/ui/labelled-cell";
import type { LoggedRequest } from "@/lib/usage/schema";

const COLUMNS = ["Time (UTC)", "Status", "Request", "Key", "Tokens in, out", "Cost", "First words, end"];

/** Requests, newest first: a table row each from 768 px, a card below that; each leads to its own page. */
export function LogTable({ requests }: { requests: LoggedRequest[] }) {
  return (
    <Card flush>
      <div role="table" aria-label="Requests" className="w-full border-collapse text-left md:table">
        <ColumnHeads columns={COLUMNS} />
        <div role="rowgroup" className="md:table-row-group">
          {requests.map((request) => (
            <LogRow key={request.requestId} request={request} />
          ))}
        </div>
      </div>
    </Card>
  );
}

function LogRow({ request }: { request: LoggedRequest }) {
  const { requestId, createdAt, status, errorCode, endpoint, keyName, inputTokens, outputTokens, firstDeltaMs, totalMs } = request;
  return (
    <div
      role="row"
      data-request={requestId}
      className="relative grid grid-cols-2 gap-x-4 gap-y-2.5 border-line border-b px-4 py-3.5 last:border-b-0 hover:bg-sunken md:table-row"
    >
      <LabelledCell label="Time (UTC)" className="md:pl-5">
        <Link
          href={`/logs/${requestId}`}
          className="inline-block min-h-6 text-ink underline decoration-line-strong underline-offset-2 after:absolute after:inset-0 md:after:content-none hover:decoration-ink"
        >
          <time dateTime={createdAt.toISOString()}>{formatMoment(createdAt)}</time>
        </Link>
      </LabelledCell>
      <LabelledCell label="Status">
        <OutcomeBadge status={status} />
      </LabelledCell>
      <LabelledCell label="Request" className="col-span-2 md:w-full md:whitespace-normal">
        <span className="wrap-anywhere block text-ink">{request.answeredBy ?? request.model ?? endpoint}</span>
        <span className="wrap-anywhere block text-ink-muted text-xs">{errorCode ? `${endpoint} · ${errorCode}` : endpoint}</span>
      </LabelledCell>
      <LabelledCell label="Key">{keyLabel(request, keyName)}</LabelledCell>
      <LabelledCell label="Tokens in, out">
        {inputTokens === null || outputTokens === null ? "–" : `${formatCount(inputTokens)}, ${formatCount(outputTokens)}`}
      </LabelledCell>
      <LabelledCell label="Cost">{formatMoney(request.costMicros)}</LabelledCell>
      <LabelledCell label="First words, end" className="md:pr-5">
        {firstDeltaMs === null ? formatDuration(totalMs) : `${formatDuration(firstDeltaMs)}, ${formatDuration(totalMs)}`}
      </LabelledCell>
    </div>
  );
}

/** Returns what a request was signed with: its key's name, or that it came from these pages. */
export function keyLabel({ keyId }: Pick<LoggedRequest, "keyId">, keyName: string | null): string {
  return keyId === null ? "These pages" : (keyName ?? "A key that is gone");
}
