import type { Metadata } from "next";
import * as actions from "@/app/(dashboard)/members/actions";
import { MembersView } from "@/components/members/members-view";
import { Page } from "@/components/shell/page";
import { pageOrigin } from "@/components/shell/page-origin";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { listInvitations } from "@/lib/workspaces/invitations/queries";
import { listMembers, listWorkspaces } from "@/lib/workspaces/members/queries";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const { user, workspace } = await requireSession();
  const mayChange = may(workspace.role, "members.change");
  const [members, invitations, workspaces, origin] = await Promise.all([
    listMembers(workspace.id),
    mayChange ? listInvitations(workspace.id) : [],
    listWorkspaces(user.id),
    pageOrigin(),
  ]);
  return (
    <Page>
      <MembersView
        workspace={workspace}
        userId={user.id}
        members={members}
        invitations={invitations}
        mayChange={mayChange}
        mayLeave={workspaces.length > 1}
        origin={origin}
        actions={{
          invite: actions.inviteAction,
          revoke: actions.revokeInvitationAction,
          setRole: actions.setRoleAction,
          remove: actions.removeMemberAction,
          leave: actions.leaveAction,
          rename: actions.renameWorkspaceAction,
        }}
      />
    </Page>
  );
}
