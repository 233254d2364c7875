"use client";

import { useChange } from "@/components/settings/use-change";
import type { ChangeResult } from "@/components/settings/state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

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
      <Table label="Users" className="min-w-[34rem] border-line border-t">
        <TableHead>
          <TableHeader>User</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader>Joined</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {users.map((user) => (
            <TableRow key={user.id}>
              <TableCell>
                <span className="block font-medium text-ink">{user.label}</span>
                {user.detail ? <span className="block text-ink-muted text-xs">{user.detail}</span> : null}
              </TableCell>
              <TableCell>{user.role === "owner" ? "Owner" : "Member"}</TableCell>
              <TableCell className="whitespace-nowrap">
                <RelativeTime at={user.createdAt} />
              </TableCell>
              <TableCell>{user.isDisabled ? <Badge tone="warning">Disabled</Badge> : <Badge tone="success">Active</Badge>}</TableCell>
              <TableCell className="text-right">
                {user.role === "member" ? (
                  <Button
                    variant="ghost"
                    size="sm"
                    disabled={pending}
                    aria-label={`${user.isDisabled ? "Enable" : "Disable"} ${user.label}`}
                    onClick={() => run(() => setDisabled(user.id, !user.isDisabled))}
                  >
                    {user.isDisabled ? "Enable" : "Disable"}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
