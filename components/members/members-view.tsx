"use client";

import { History, Pencil, UserPlus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { InvitationList } from "@/components/members/invitation-list";
import type { MemberActions } from "@/components/members/member-actions";
import { MemberList } from "@/components/members/member-list";
import { type MemberTask, MemberTaskDialog } from "@/components/members/member-task-dialog";
import { Button, buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { InvitationView } from "@/lib/workspaces/invitations/schema";
import type { MemberView } from "@/lib/workspaces/members/schema";

interface MembersViewProps {
  workspace: { id: string; name: string };
  /** Who looks. */
  userId: string;
  members: MemberView[];
  invitations: InvitationView[];
  mayChange: boolean;
  mayLeave: boolean;
  origin: string;
  actions: MemberActions;
}

/** Who is in the workspace, who is invited, and what each may do. */
export function MembersView({ workspace, userId, members, invitations, mayChange, mayLeave, origin, actions }: MembersViewProps) {
  const [task, setTask] = useState<MemberTask | null>(null);
  return (
    <>
      <PageHeader
        title="Members"
        description={
          <>
            The people of <strong className="break-words font-medium text-ink">{workspace.name}</strong>. They share its keys, usage, logs
            and files.
          </>
        }
        actions={
          mayChange ? (
            <>
              <Link href="/audit" className={buttonClass()}>
                <History aria-hidden="true" className="size-4" />
                Audit
              </Link>
              <Button onClick={() => setTask({ type: "rename" })}>
                <Pencil aria-hidden="true" className="size-4" />
                Rename workspace
              </Button>
              <Button variant="primary" onClick={() => setTask({ type: "invite" })}>
                <UserPlus aria-hidden="true" className="size-4" />
                Invite
              </Button>
            </>
          ) : null
        }
      />
      <div className="flex flex-col gap-6">
        <MemberList
          members={members}
          userId={userId}
          mayChange={mayChange}
          mayLeave={mayLeave}
          setRole={actions.setRole}
          onRemove={(member) => setTask({ type: "remove", member })}
          onLeave={() => setTask({ type: "leave" })}
        />
        {mayChange && invitations.length > 0 ? <InvitationList invitations={invitations} revoke={actions.revoke} /> : null}
      </div>
      {task ? (
        <MemberTaskDialog
          task={task}
          workspaceName={workspace.name}
          self={members.find((member) => member.userId === userId)}
          origin={origin}
          actions={actions}
          onClose={() => setTask(null)}
        />
      ) : null}
    </>
  );
}
