"use client";

import { useChange } from "@/components/settings/use-change";
import type { ChangeResult } from "@/components/settings/state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

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
  const others = sessions.filter((session) => !session.isCurrent).length;
  const endAll = (
    <Button size="sm" loading={pending} disabled={others === 0} onClick={() => run(endOthers)}>
      End all others
    </Button>
  );
  return (
    <Card title="Sessions" description="Browsers that are signed in to this account." actions={endAll} flush>
      {error ? (
        <Callout tone="danger" role="alert" className="mx-5 mb-4">
          {error}
        </Callout>
      ) : null}
      <Table label="Sessions" className="min-w-[40rem]">
        <TableHead>
          <TableHeader>Device</TableHeader>
          <TableHeader>Address</TableHeader>
          <TableHeader>Signed in</TableHeader>
          <TableHeader>Last seen</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {sessions.map((session) => (
            <TableRow key={session.id}>
              <TableCell>
                <span className="block whitespace-nowrap font-medium text-ink">{session.device}</span>
                <span className="block text-ink-muted text-xs">by {session.method}</span>
              </TableCell>
              <TableCell>{session.address}</TableCell>
              <TableCell className="whitespace-nowrap">
                <RelativeTime at={session.createdAt} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <RelativeTime at={session.lastSeenAt} />
              </TableCell>
              <TableCell className="text-right">
                {session.isCurrent ? (
                  <Badge tone="success" dot>
                    This browser
                  </Badge>
                ) : (
                  <Button
                    variant="ghost"
                    size="sm"
                    disabled={pending}
                    aria-label={`End the session of ${session.device}`}
                    onClick={() => run(() => end(session.id))}
                  >
                    End
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
