import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Page } from "@/components/shell/page";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { DownloadLinks } from "@/components/usage/download-links";
import { FilterBar } from "@/components/usage/filter-bar";
import { requestChoices, sourceChoices } from "@/components/usage/filter-choices";
import { LiveSwitch } from "@/components/usage/live-switch";
import { LogHistogram } from "@/components/usage/log-histogram";
import { LogTable } from "@/components/usage/log-table";
import { LOGS_HEADER } from "@/components/usage/usage-skeleton";
import { requireSession } from "@/lib/auth/session";
import { apiRoutes } from "@/lib/embed/routes";
import { listKeyNames } from "@/lib/keys/queries";
import { listModels } from "@/lib/upstream/models";
import { toSearch } from "@/lib/usage/filter";
import { parseCursor, parseUsageFilter, writeCursor } from "@/lib/usage/parse-filter";
import { countRequests, listRequests } from "@/lib/usage/queries";

export const metadata: Metadata = { title: "Logs" };

const PAGE_LENGTH = 50;

/** Every endpoint that a record can name. */
const ENDPOINTS = [...new Set(apiRoutes.map(({ path }) => path))];

export default async function LogsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { principal } = await requireSession();
  const search = await searchParams;
  const filter = parseUsageFilter(search);
  const before = parseCursor(search["before"]);
  const [found, counts, keys, models] = await Promise.all([
    listRequests(principal.workspaceId, filter, { before, limit: PAGE_LENGTH + 1 }),
    countRequests(principal.workspaceId, filter),
    listKeyNames(principal),
    listModels(),
  ]);
  const requests = found.slice(0, PAGE_LENGTH);
  const last = found.length > PAGE_LENGTH ? requests.at(-1) : undefined;
  return (
    <Page>
      <PageHeader
        {...LOGS_HEADER}
        actions={
          <>
            <DownloadLinks what="these requests" path={`/logs/export${toSearch(filter)}`} />
            <LiveSwitch />
          </>
        }
      />
      <FilterBar page="/logs" filter={filter} choices={[...sourceChoices(models, keys), ...requestChoices(ENDPOINTS)]} />
      <LogHistogram
        key={toSearch(filter)}
        bars={counts.bars.map(({ at, ...count }) => ({ at: at.getTime(), ...count }))}
        bucketMs={counts.bucketMs}
        countedMax={counts.countedMax}
        filter={filter}
      />
      {requests.length === 0 ? (
        <Card flush>
          <EmptyState icon={<ScrollText />} title="No request fits">
            Look further back, or leave a filter out.
          </EmptyState>
        </Card>
      ) : (
        <LogTable requests={requests} />
      )}
      <div className="mt-4 flex justify-end gap-2">
        {before ? (
          <Link href={`/logs${toSearch(filter)}`} className={buttonClass({ size: "sm" })}>
            Newest
          </Link>
        ) : null}
        {last ? (
          <Link href={`/logs${toSearch(filter, { before: writeCursor(last) })}`} className={buttonClass({ size: "sm" })}>
            Older
          </Link>
        ) : null}
      </div>
    </Page>
  );
}
