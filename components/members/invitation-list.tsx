"use client";

import type { MemberChange } from "@/components/members/member-actions";
import { useChange } from "@/components/settings/use-change";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationView } from "@/lib/workspaces/invitations/schema";
import { ROLES } from "@/lib/workspaces/members/roles";

/** The invitations that can still be accepted. */
export function InvitationList({ invitations, revoke }: { invitations: InvitationView[]; revoke: (id: string) => Promise<MemberChange> }) {
  const { pending, error, run } = useChange();
  return (
    <Card title="Open invitations" flush>
      {error ? (
        <Callout tone="danger" role="alert" className="mx-5 mb-4">
          {error}
        </Callout>
      ) : null}
      <ul aria-label="Open invitations" className="divide-y divide-line border-line border-t">
        {invitations.map(({ id, email, role, createdByName, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
            <div className="min-w-0">
              <p className="break-words font-medium text-ink text-sm">{email ?? "Whoever has the link"}</p>
              <p className="text-ink-muted text-xs leading-relaxed">
                {ROLES[role].label}
                {createdByName ? `, invited by ${createdByName}` : ""}, expires <RelativeTime at={expiresAt} />
              </p>
            </div>
            <Button
              size="sm"
              disabled={pending}
              aria-label={`Revoke the invitation of ${email ?? "whoever has the link"}`}
              onClick={() => run(() => revoke(id))}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
