import type { Metadata } from "next";
import { redeemLinkAction } from "@/app/(auth)/actions";
import { LinkForm } from "@/components/auth/link-form";
import { LinkProblem } from "@/components/auth/link-problem";
import { linkState } from "@/lib/auth/owner-link";

// The address is a secret until it is used: it goes to nobody else and into no index.
export const metadata: Metadata = { title: "Sign in", referrer: "same-origin", robots: { index: false } };
export const dynamic = "force-dynamic";

export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const state = await linkState(token);
  return state === "usable" ? <LinkForm token={token} action={redeemLinkAction} /> : <LinkProblem kind={state} />;
}
