"use client";

import type { ChangeResult } from "@/components/settings/state";
import { useChange } from "@/components/settings/use-change";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";

export interface UserRow {
  id: string;
  label: string;
  detail: string;
  role: "owner" | "member";
  createdAt: string;
  isDisabled: boolean;
}

/** Everyone with an account here. An owner cannot be disabled. */
export function UserList({
  users,
  setDisabled,
}: {
  users: UserRow[];
  setDisabled: (id: string, disabled: boolean) => Promise<ChangeResult>;
}) {
  const { pending, error, run } = useChange();
  return (
    <>
      {error ? (
        <Callout tone="danger" role="alert" className="mx-5 mb-4">
          {error}
        </Callout>
      ) : null}
      <ul aria-label="Users" className="divide-y divide-line border-line border-t">
        {users.map((user) => (
          <li key={user.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
                <span className="break-words">{user.label}</span>
                {user.role === "owner" ? <Badge tone="accent">Owner</Badge> : null}
                {user.isDisabled ? <Badge tone="warning">Disabled</Badge> : null}
              </p>
              <p className="break-words text-ink-muted text-xs leading-relaxed">
                {user.detail ? `${user.detail}, joined ` : "Joined "}
                <RelativeTime at={user.createdAt} />
              </p>
            </div>
            {user.role === "member" ? (
              <Button
                size="sm"
                disabled={pending}
                aria-label={`${user.isDisabled ? "Enable" : "Disable"} ${user.label}`}
                onClick={() => run(() => setDisabled(user.id, !user.isDisabled))}
              >
                {user.isDisabled ? "Enable" : "Disable"}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
