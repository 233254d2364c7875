import type { Metadata } from "next";
import {
  connectProviderAction,
  disconnectProviderAction,
  endOtherSessionsAction,
  endSessionAction,
  saveLimitsAction,
  saveLogAction,
  savePasswordAction,
  saveProfileAction,
  setSignUpOpenAction,
  setUserDisabledAction,
} from "@/app/(dashboard)/settings/actions";
import { LimitsForm } from "@/components/limits/limits-form";
import { IdentityList } from "@/components/settings/identity-list";
import { LogForm } from "@/components/settings/log-form";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { SessionList } from "@/components/settings/session-list";
import { toSessionRow, toUserRow } from "@/components/settings/rows";
import { SignUpSetting } from "@/components/settings/sign-up-setting";
import { UserList } from "@/components/settings/user-list";
import { Page } from "@/components/shell/page";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { oauthProviders } from "@/lib/auth/oauth";
import { may } from "@/lib/auth/permissions";
import { listConnectedProviders, listSessions } from "@/lib/auth/queries";
import { requireSession } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { findWorkspaceLimits } from "@/lib/limits/budget/queries";
import { getLogSetting } from "@/lib/logs/queries";
import { getSettings } from "@/lib/settings/queries";
import { listUsers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { user, sessionId, workspace } = await requireSession();
  const [sessions, log, limits, { connect }] = await Promise.all([
    listSessions(user.id),
    getLogSetting(workspace.id),
    findWorkspaceLimits(workspace.id),
    searchParams,
  ]);
  return (
    <Page>
      <PageHeader title="Settings" />
      <div className="flex flex-col gap-6">
        <ProfileForm name={user.name ?? ""} email={user.email ?? ""} hasPassword={user.hasPassword} action={saveProfileAction} />
        <PasswordForm email={user.email} hasPassword={user.hasPassword} action={savePasswordAction} />
        <IdentitiesCard userId={user.id} outcome={typeof connect === "string" ? connect : undefined} />
        <SessionList
          sessions={sessions.map((session) => toSessionRow(session, sessionId))}
          end={endSessionAction}
          endOthers={endOtherSessionsAction}
        />
        {may(workspace.role, "workspace.change") ? (
          <>
            <LimitsForm limits={limits} action={saveLimitsAction} />
            <LogForm {...log} action={saveLogAction} />
          </>
        ) : null}
        {user.role === "owner" ? <UsersCard /> : null}
      </div>
    </Page>
  );
}

/** Nothing where no provider is set up. */
async function IdentitiesCard({ userId, outcome }: { userId: string; outcome: string | undefined }) {
  const providers = oauthProviders(env());
  if (providers.length === 0) return null;
  const connected = await listConnectedProviders(userId);
  const rows = providers.map(({ id, name }) => ({ id, name, isConnected: connected.includes(id) }));
  return <IdentityList providers={rows} outcome={outcome} connect={connectProviderAction} disconnect={disconnectProviderAction} />;
}

/** For the owner only; the actions check that again. */
async function UsersCard() {
  const [{ signUpOpen }, users] = await Promise.all([getSettings(), listUsers()]);
  return (
    <Card title="Users" flush>
      <SignUpSetting isOpen={signUpOpen} setOpen={setSignUpOpenAction} />
      <UserList users={users.map(toUserRow)} setDisabled={setUserDisabledAction} />
    </Card>
  );
}
