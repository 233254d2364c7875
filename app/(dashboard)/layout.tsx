import type { ReactNode } from "react";
import { signOutAction } from "@/app/(dashboard)/actions";
import { pageOrigin } from "@/components/shell/page-origin";
import { Shell } from "@/components/shell/shell";
import { requireSession } from "@/lib/auth/session";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession();
  const account = {
    name: user.name ?? user.email ?? "Owner",
    detail: (user.name ? user.email : null) ?? (user.role === "owner" ? "Signed in by link" : "Member"),
  };
  return (
    <Shell account={account} baseUrl={`${await pageOrigin()}/v1/embed`} onSignOut={signOutAction}>
      {children}
    </Shell>
  );
}
