import Link from "next/link";
import { actionInWords } from "@/components/audit/action-words";
import { formatMoment } from "@/components/usage/format";
import { Card } from "@/components/ui/card";
import { ColumnHeads } from "@/components/ui/column-heads";
import { LabelledCell } from "@/components/ui/labelled-cell";
import { toAuditSearch } from "@/lib/audit/search";
import type { AuditView } from "@/lib/audit/queries";
import { deviceName } from "@/lib/auth/device";

const COLUMNS = ["Time (UTC)", "Who did what", "From"];

/** What actors are called that are nobody. */
export const ACTOR_NAMES: Record<string, string> = { cli: "The command line", system: "The server" };

/** Events, newest first: a table row each from 768 px, a card below that. */
export function EventList({ events }: { events: AuditView[] }) {
  return (
    <Card flush>
      <div role="table" aria-label="Events" className="w-full border-collapse text-left md:table">
        <ColumnHeads columns={COLUMNS} />
        <div role="rowgroup" className="md:table-row-group">
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </div>
      </div>
    </Card>
  );
}

function EventRow({ event }: { event: AuditView }) {
  const { createdAt, action, actorId, targetId, targetName, diff, ip, userAgent } = event;
  return (
    <div role="row" className="grid grid-cols-1 gap-y-2.5 border-line border-b px-4 py-3.5 last:border-b-0 hover:bg-sunken md:table-row">
      <LabelledCell label="Time (UTC)" className="md:pl-5 md:align-top">
        <time dateTime={createdAt.toISOString()}>{formatMoment(createdAt)}</time>
      </LabelledCell>
      <LabelledCell label="Who did what" className="md:w-full md:whitespace-normal md:align-top">
        <span className="wrap-anywhere text-ink">
          <strong className="font-medium">{actorName(event)}</strong> {actionInWords(action)}
          {targetId !== null && targetId !== actorId ? (
            <>
              {" "}
              <Link
                href={`/audit${toAuditSearch({ target: targetId })}`}
                aria-label={`Only events of ${targetName ?? targetId}`}
                className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
              >
                {targetName ?? targetId}
              </Link>
            </>
          ) : null}
        </span>
        {diff === null ? null : (
          <details className="mt-0.5 text-xs">
            <summary className="w-fit min-h-6 cursor-pointer text-ink-muted hover:text-ink">What changed</summary>
            <pre className="wrap-anywhere mt-1 whitespace-pre-wrap rounded-control bg-sunken p-2.5 font-mono text-ink-soft">
              {JSON.stringify(diff, null, 2)}
            </pre>
          </details>
        )}
      </LabelledCell>
      <LabelledCell label="From" className="md:pr-5 md:align-top">
        {ip ?? "–"}
        {userAgent ? <span className="block text-ink-muted text-xs">{deviceName(userAgent)}</span> : null}
      </LabelledCell>
    </div>
  );
}

function actorName({ actorType, actorId, actorName: known }: AuditView): string {
  return ACTOR_NAMES[actorType] ?? known ?? actorId ?? "Somebody";
}
