import Link from "next/link";
import type { ReactNode } from "react";
import { Expiry } from "@/components/keys/expiry";
import { managesKeys, namedInWords } from "@/components/keys/key-words";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { TEXT_LINK } from "@/components/ui/text-link";
import { toAuditSearch } from "@/lib/audit/search";
import type { KeyView } from "@/lib/keys/schema";
import { limitsInWords } from "@/lib/limits/words";
import { toSearch } from "@/lib/usage/filter";

interface KeyFactsProps {
  target: KeyView;
  /** Of the key that took its place. */
  successor: { id: string; name: string } | null;
  maySeeAudit: boolean;
}

/** What a key is, may do and comes from. */
export function KeyFacts({ target, successor, maySeeAudit }: KeyFactsProps) {
  const { id, models, endpoints, limits, createdAt, createdByName, lastUsedAt, expiresAt, rotatedFrom, requests24h } = target;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Facts title="May">
        {managesKeys(target) ? (
          <Fact name="Keys">Make, limit, rotate and revoke</Fact>
        ) : (
          <>
            <Fact name="Models">{namedInWords(models, "model")}</Fact>
            <Fact name="Endpoints">{namedInWords(endpoints, "endpoint")}</Fact>
            <Fact name="Limits">{limitsInWords(limits) || "None of its own"}</Fact>
          </>
        )}
        <Fact name="Expires">
          <Expiry at={expiresAt} />
        </Fact>
      </Facts>
      <Facts title="History">
        <Fact name="Id">
          <code className="wrap-anywhere font-mono text-[12.5px]">{id}</code>
          <CopyButton text={id} label="Copy key id" />
        </Fact>
        <Fact name="Created">
          <RelativeTime at={createdAt} /> by {createdByName}
        </Fact>
        <Fact name="Last used">{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : "Never"}</Fact>
        {rotatedFrom ? (
          <Fact name="Replaces">
            <Link href={`/keys/${rotatedFrom}`} className={TEXT_LINK}>
              The key before it
            </Link>
          </Fact>
        ) : null}
        {successor ? (
          <Fact name="Replaced by">
            <Link href={`/keys/${successor.id}`} className={TEXT_LINK}>
              {successor.name}
            </Link>
          </Fact>
        ) : null}
        <Fact name="Requests">
          <Link href={`/logs${toSearch({ key: id, period: "30d" })}`} className={TEXT_LINK}>
            Logs
          </Link>
          <span className="ml-2 text-ink-muted">{requests24h.toLocaleString("en")} in 24 h</span>
        </Fact>
        {maySeeAudit ? (
          <Fact name="Changes">
            <Link href={`/audit${toAuditSearch({ target: id })}`} className={TEXT_LINK}>
              Audit
            </Link>
          </Fact>
        ) : null}
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
    <div className="flex items-baseline justify-between gap-4 text-[13px]">
      <dt className="shrink-0 text-ink-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0 text-right text-ink">{children}</dd>
    </div>
  );
}
