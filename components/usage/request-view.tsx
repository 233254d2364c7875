import Link from "next/link";
import type { ReactNode } from "react";
import { formatDuration, formatMoney } from "@/components/usage/format";
import { keyLabel } from "@/components/usage/log-table";
import { finishWords } from "@/components/usage/finish-words";
import { OutcomeBadge } from "@/components/usage/outcome-badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { TEXT_LINK } from "@/components/ui/text-link";
import { toSearch } from "@/lib/usage/filter";
import type { LoggedRequest } from "@/lib/usage/schema";

/** All that is kept of one request. */
export function RequestView({ request }: { request: LoggedRequest }) {
  const { requestId, createdAt, endpoint, status, errorCode, keyId, keyName, model, answeredBy, streamed } = request;
  const key = keyLabel(request, keyName);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Facts title="Request">
        <Fact name="Request id">
          <code className="font-mono text-[12.5px]">{requestId}</code>
          <CopyButton text={requestId} label="Copy request id" />
        </Fact>
        <Fact name="Time">
          <time dateTime={createdAt.toISOString()}>{createdAt.toISOString().replace("T", " ").replace("Z", " UTC")}</time>
        </Fact>
        <Fact name="Endpoint">
          <code className="wrap-anywhere font-mono text-[12.5px]">{endpoint}</code>
        </Fact>
        <Fact name="Key">
          {keyId ? (
            <Link href={`/logs${toSearch({ key: keyId, period: "30d" })}`} className={TEXT_LINK}>
              {key}
            </Link>
          ) : (
            key
          )}
        </Fact>
        <Fact name="Model asked for">{model ?? "None"}</Fact>
      </Facts>
      <Facts title="Answer">
        <Fact name="Status">
          <OutcomeBadge status={status} />
          {errorCode ? <code className="ml-2 font-mono text-[12.5px]">{errorCode}</code> : null}
        </Fact>
        <Fact name="Answered by">{answeredBy ?? "No model was asked"}</Fact>
        <Fact name="Delivered">{streamed ? "As a stream" : "In one piece"}</Fact>
        <Fact name="First words after">{formatDuration(request.firstDeltaMs)}</Fact>
        <Fact name="Ended after">{formatDuration(request.totalMs)}</Fact>
        <Fact name="Input tokens">{request.inputTokens?.toLocaleString("en") ?? "–"}</Fact>
        <Fact name="Of them from a cache">{request.cachedTokens?.toLocaleString("en") ?? "–"}</Fact>
        <Fact name="Output tokens">{request.outputTokens?.toLocaleString("en") ?? "–"}</Fact>
        <Fact name="Of them reasoning">{request.reasoningTokens?.toLocaleString("en") ?? "–"}</Fact>
        <Fact name="Stopped because">{finishWords(request.finish)}</Fact>
        <Fact name="Cost by the list">{formatMoney(request.costMicros)}</Fact>
      </Facts>
    </div>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card title={title}>
      <dl className="flex flex-col gap-3">{children}</dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)] items-center gap-3 text-[13px] max-sm:grid-cols-1 max-sm:gap-0.5">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="wrap-anywhere flex min-h-6 flex-wrap items-center text-ink tabular-nums">{children}</dd>
    </div>
  );
}
