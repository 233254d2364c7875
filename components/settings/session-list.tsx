"use client";

import type { ChangeResult } from "@/components/settings/state";
import { useChange } from "@/components/settings/use-change";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";

export interface SessionRow {
  id: string;
  device: string;
  method: string;
  address: string;
  createdAt: string;
  lastSeenAt: string;
  isCurrent: boolean;
}

interface SessionListProps {
  sessions: SessionRow[];
  end: (id: string) => Promise<ChangeResult>;
  endOthers: () => Promise<ChangeResult>;
}

/** The browsers that are signed in, with the means to sign them out. */
export function SessionList({ sessions, end, endOthers }: SessionListProps) {
  const { pending, error, run } = useChange();
  const hasOthers = sessions.some((session) => !session.isCurrent);
  const endAll = hasOthers ? (
    <Button size="sm" loading={pending} onClick={() => run(endOthers)}>
      End all others
    </Button>
  ) : null;
  return (
    <Card title="Sessions" description="Browsers that are signed in to this account." actions={endAll} flush>
      {error ? (
        <Callout tone="danger" role="alert" className="mx-5 mb-4">
          {error}
        </Callout>
      ) : null}
      <ul className="divide-y divide-line border-line border-t">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
            <div className="min-w-0">
              <p className="font-medium text-ink text-sm">
                {session.device} <span className="font-normal text-ink-soft">at {session.address}</span>
              </p>
              <p className="text-ink-muted text-xs leading-relaxed">
                Signed in by {session.method} <RelativeTime at={session.createdAt} />, last seen <RelativeTime at={session.lastSeenAt} />
              </p>
            </div>
            {session.isCurrent ? (
              <Badge tone="success" dot>
                This browser
              </Badge>
            ) : (
              <Button
                size="sm"
                disabled={pending}
                aria-label={`End the session of ${session.device}`}
                onClick={() => run(() => end(session.id))}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
