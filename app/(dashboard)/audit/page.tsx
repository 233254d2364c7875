import { History, Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { AuditFilterBar } from "@/components/audit/audit-filter-bar";
import { AUDIT_HEADER } from "@/components/audit/audit-header";
import { ACTOR_NAMES, EventList } from "@/components/audit/event-list";
import { Page } from "@/components/shell/page";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { parseAuditCursor, parseAuditFilter } from "@/lib/audit/filter";
import { listActors, listEvents } from "@/lib/audit/queries";
import { toAuditSearch } from "@/lib/audit/search";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Audit" };

const PAGE_LENGTH = 50;

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { workspace } = await requireSession();
  if (!may(workspace.role, "audit.see")) return <OwnersOnly />;
  const search = await searchParams;
  const filter = parseAuditFilter(search);
  const before = parseAuditCursor(search["before"]);
  const [found, actors] = await Promise.all([
    listEvents(workspace.id, filter, { before, limit: PAGE_LENGTH + 1 }),
    listActors(workspace.id),
  ]);
  const events = found.slice(0, PAGE_LENGTH);
  const last = found.length > PAGE_LENGTH ? events.at(-1) : undefined;
  const choices = [
    ...actors.map(({ id, name }) => ({ id, name: name ?? id })),
    ...Object.entries(ACTOR_NAMES).map(([id, name]) => ({ id, name })),
  ];
  return (
    <Page>
      <PageHeader {...AUDIT_HEADER} />
      <AuditFilterBar filter={filter} actors={choices} />
      {events.length === 0 ? (
        <Card flush>
          <EmptyState icon={<History className="size-5" />} title="Nothing fits">
            Keys that are made, members that come and settings that change show up here.
          </EmptyState>
        </Card>
      ) : (
        <EventList events={events} />
      )}
      <div className="mt-4 flex justify-end gap-2">
        {before ? (
          <Link href={`/audit${toAuditSearch(filter)}`} className={buttonClass({ size: "sm" })}>
            Newest
          </Link>
        ) : null}
        {last ? (
          <Link href={`/audit${toAuditSearch(filter, last)}`} className={buttonClass({ size: "sm" })}>
            Older
          </Link>
        ) : null}
      </div>
    </Page>
  );
}

function OwnersOnly() {
  return (
    <Page>
      <PageHeader {...AUDIT_HEADER} />
      <Card flush>
        <EmptyState icon={<Lock className="size-5" />} title="For owners of the workspace">
          Your role in this workspace does not show who did what.
        </EmptyState>
      </Card>
    </Page>
  );
}
