import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { signOutAction } from "@/app/(dashboard)/actions";
import { PasswordHint } from "@/components/auth/password-hint";
import { PASSWORD_HINT_COOKIE } from "@/components/auth/password-hint-cookie";
import { RendererChoice } from "@/components/renderer/renderer-choice";
import { pageOrigin } from "@/components/shell/page-origin";
import { Shell } from "@/components/shell/shell";
import { requireSession } from "@/lib/auth/session";
import { env } from "@/lib/env";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession();
  const account = {
    name: user.name ?? user.email ?? "Owner",
    detail: (user.name ? user.email : null) ?? (user.role === "owner" ? "Signed in by link" : "Member"),
  };
  const isHinted = !user.hasPassword && !(await cookies()).has(PASSWORD_HINT_COOKIE);
  return (
    <Shell
      notice={isHinted ? <PasswordHint /> : null}
      account={account}
      baseUrl={`${await pageOrigin()}/v1/embed`}
      onSignOut={signOutAction}
    >
      <RendererChoice name={env().RENDERER}>{children}</RendererChoice>
    </Shell>
  );
}
