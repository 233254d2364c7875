"use client";

import { useOptimistic } from "react";
import type { MemberChange } from "@/components/members/member-actions";
import { memberLabel } from "@/components/members/member-label";
import { useChange } from "@/components/settings/use-change";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MemberRole } from "@/lib/principal";
import { ROLES } from "@/lib/workspaces/members/roles";
import type { MemberView } from "@/lib/workspaces/members/schema";

interface MemberListProps {
  members: MemberView[];
  userId: string;
  mayChange: boolean;
  mayLeave: boolean;
  setRole: (userId: string, role: MemberRole) => Promise<MemberChange>;
  onRemove: (member: MemberView) => void;
  onLeave: () => void;
}

/** Everyone in the workspace with their role; owners change it here. */
export function MemberList({ members, userId, mayChange, mayLeave, setRole, onRemove, onLeave }: MemberListProps) {
  const { pending, error, run } = useChange();
  const [shown, show] = useOptimistic(members, (current, changed: { userId: string; role: MemberRole }) =>
    current.map((member) => (member.userId === changed.userId ? { ...member, role: changed.role } : member)),
  );
  const change = (member: MemberView, role: MemberRole) =>
    run(() => {
      show({ userId: member.userId, role });
      return setRole(member.userId, role);
    });
  return (
    <Card flush>
      {error ? (
        <Callout tone="danger" role="alert" className="m-5">
          {error}
        </Callout>
      ) : null}
      <ul aria-label="Members" className="divide-y divide-line">
        {shown.map((member) => (
          <li key={member.userId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-3.5">
            <Person member={member} isSelf={member.userId === userId} />
            <div className="flex items-center gap-2">
              {mayChange ? (
                <Select
                  aria-label={`Role of ${memberLabel(member)}`}
                  title={ROLES[member.role].meaning}
                  value={member.role}
                  disabled={pending}
                  onChange={(event) => change(member, event.target.value as MemberRole)}
                  className="w-32"
                >
                  {Object.entries(ROLES).map(([role, { label }]) => (
                    <option key={role} value={role}>
                      {label}
                    </option>
                  ))}
                </Select>
              ) : (
                <Badge tone={member.role === "owner" ? "accent" : "neutral"}>{ROLES[member.role].label}</Badge>
              )}
              {member.userId === userId ? (
                mayLeave ? (
                  <Button size="sm" onClick={onLeave}>
                    Leave
                  </Button>
                ) : null
              ) : mayChange ? (
                <Button size="sm" aria-label={`Remove ${memberLabel(member)}`} onClick={() => onRemove(member)}>
                  Remove
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Person({ member, isSelf }: { member: MemberView; isSelf: boolean }) {
  const label = memberLabel(member);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
        <span className="break-words">{label}</span>
        {isSelf ? <Badge>You</Badge> : null}
        {member.isDisabled ? <Badge tone="warning">Disabled</Badge> : null}
      </p>
      <p className="break-words text-ink-muted text-xs leading-relaxed">
        {member.email && member.email !== label ? `${member.email}, joined ` : "Joined "}
        <RelativeTime at={member.joinedAt} />
        {member.keyCount > 0 ? ` · ${member.keyCount === 1 ? "1 key" : `${member.keyCount} keys`}` : ""}
      </p>
    </div>
  );
}
