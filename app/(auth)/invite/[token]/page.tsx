import type { Metadata } from "next";
import Link from "next/link";
import { joinAction, signUpInvitedAction } from "@/app/(auth)/invite/[token]/actions";
import { InvitationProblem } from "@/components/auth/invitation-problem";
import { JoinForm } from "@/components/auth/join-form";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { currentSession } from "@/lib/auth/session";
import { findInvitation } from "@/lib/workspaces/invitations/queries";
import { ROLES } from "@/lib/workspaces/members/roles";

// The address is a secret until it is used: it goes to nobody else and into no index.
export const metadata: Metadata = { title: "Invitation", referrer: "same-origin", robots: { index: false } };
export const dynamic = "force-dynamic";

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, session] = await Promise.all([findInvitation(token), currentSession()]);
  if (invitation.state !== "open") return <InvitationProblem kind={invitation.state} isSignedIn={session !== null} />;
  const { workspaceName, role, email, invitedBy } = invitation;
  return (
    <>
      <h1 className="mb-2 break-words font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">Join {workspaceName}</h1>
      <p className="mb-6 break-words text-ink-soft text-sm leading-relaxed">
        {invitedBy ? `${invitedBy} invited you` : "You are invited"} as {role === "owner" ? "an" : "a"} {ROLES[role].label.toLowerCase()}:{" "}
        {ROLES[role].meaning}
      </p>
      {session ? (
        <JoinForm
          token={token}
          account={session.user.email ?? session.user.name ?? "this account"}
          forEmail={email === null || email === session.user.email ? null : email}
          action={joinAction}
        />
      ) : (
        <>
          <SignUpForm action={signUpInvitedAction} invitation={{ token, email }} />
          <p className="mt-6 text-ink-soft text-sm">
            Already have an account?{" "}
            <Link
              href={`/sign-in?returnTo=${encodeURIComponent(`/invite/${token}`)}`}
              className="font-medium text-accent underline underline-offset-2"
            >
              Sign in to join
            </Link>
          </p>
        </>
      )}
    </>
  );
}
