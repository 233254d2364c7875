import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { chooseWorkspaceAction, signOutAction } from "@/app/(dashboard)/actions";
import { PasswordHint } from "@/components/auth/password-hint";
import { PASSWORD_HINT_COOKIE } from "@/components/auth/password-hint-cookie";
import { RendererChoice } from "@/components/renderer/renderer-choice";
import { pageOrigin } from "@/components/shell/page-origin";
import { Shell } from "@/components/shell/shell";
import { requireSession } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { listWorkspaces } from "@/lib/workspaces/members/queries";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user, workspace } = await requireSession();
  const workspaces = await listWorkspaces(user.id);
  const account = {
    name: user.name ?? user.email ?? "Owner",
    detail:
      workspaces.length > 1
        ? workspace.name
        : ((user.name ? user.email : null) ?? (user.role === "owner" ? "Signed in by link" : "Member")),
    workspaceId: workspace.id,
    workspaces: workspaces.length > 1 ? workspaces.map(({ id, name }) => ({ id, name })) : [],
  };
  const isHinted = !user.hasPassword && !(await cookies()).has(PASSWORD_HINT_COOKIE);
  return (
    <Shell
      notice={isHinted ? <PasswordHint /> : null}
      account={account}
      baseUrl={`${await pageOrigin()}/v1/embed`}
      onSignOut={signOutAction}
      onWorkspace={chooseWorkspaceAction}
    >
      <RendererChoice name={env().RENDERER}>{children}</RendererChoice>
    </Shell>
  );
}
