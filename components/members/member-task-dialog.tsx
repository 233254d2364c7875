"use client";

import { InviteDialog } from "@/components/members/invite-dialog";
import type { MemberActions } from "@/components/members/member-actions";
import { memberLabel } from "@/components/members/member-label";
import { RenameWorkspaceDialog } from "@/components/members/rename-workspace-dialog";
import { RemoveDialog } from "@/components/ui/remove-dialog";
import type { MemberView } from "@/lib/workspaces/members/schema";

export type MemberTask = { type: "invite" } | { type: "rename" } | { type: "remove"; member: MemberView } | { type: "leave" };

interface MemberTaskDialogProps {
  task: MemberTask;
  workspaceName: string;
  /** Who looks. */
  self: MemberView | undefined;
  origin: string;
  actions: MemberActions;
  onClose: () => void;
}

/** The dialog of what was begun on the members page. */
export function MemberTaskDialog({ task, workspaceName, self, origin, actions, onClose }: MemberTaskDialogProps) {
  switch (task.type) {
    case "invite":
      return <InviteDialog origin={origin} invite={actions.invite} onClose={onClose} />;
    case "rename":
      return <RenameWorkspaceDialog name={workspaceName} rename={actions.rename} onClose={onClose} />;
    case "remove":
      return (
        <RemoveDialog
          title={`Remove ${memberLabel(task.member)}?`}
          consequence={`They lose access at once, and requests they have at work end. ${keysIn(task.member)}`}
          remove={() => actions.remove(task.member.userId)}
          onClose={onClose}
        />
      );
    case "leave":
      return (
        <RemoveDialog
          title={`Leave ${workspaceName}?`}
          consequence={`You lose access at once, and come back only by an invitation. ${keysIn(self)}`}
          label="Leave"
          remove={actions.leave}
          onClose={onClose}
        />
      );
  }
}

function keysIn(member: MemberView | undefined): string {
  if (!member || member.keyCount === 0) return "";
  return member.keyCount === 1
    ? "One key stops working until it is rotated."
    : `${member.keyCount} keys stop working until they are rotated.`;
}
