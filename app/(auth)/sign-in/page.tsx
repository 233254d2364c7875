import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signInAction, startOAuthAction } from "@/app/(auth)/actions";
import { LinkCommand } from "@/components/auth/link-command";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { oauthProviders } from "@/lib/auth/oauth";
import { safeReturnTo } from "@/lib/auth/return-to";
import { currentSession } from "@/lib/auth/session";
import { signInMessage } from "@/lib/auth/sign-in-message";
import { env } from "@/lib/env";
import { isSignUpOpen } from "@/lib/workspaces/sign-up";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { returnTo, callbackUrl, error } = await searchParams;
  const path = safeReturnTo(returnTo ?? callbackUrl);
  if (await currentSession()) redirect(path as "/playground");
  const providers = oauthProviders(env()).map(({ id, name }) => ({ id, name }));
  return (
    <>
      <h1 className="mb-6 font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">Sign in</h1>
      <ProviderButtons providers={providers} returnTo={path} action={startOAuthAction} />
      <SignInForm returnTo={path} error={typeof error === "string" ? signInMessage(error) : null} action={signInAction} />
      <section aria-labelledby="by-link" className="mt-8 flex flex-col gap-3 border-line border-t pt-6">
        <h2 id="by-link" className="font-medium text-ink text-sm">
          No password yet?
        </h2>
        <p className="text-ink-soft text-sm leading-relaxed">
          Open the link that the server printed when it started. For a new one, run this on the machine it runs on:
        </p>
        <LinkCommand />
      </section>
      {(await isSignUpOpen()) ? (
        <p className="mt-6 text-ink-soft text-sm">
          New here?{" "}
          <Link href="/sign-up" className="font-medium text-accent underline underline-offset-2">
            Create an account
          </Link>
        </p>
      ) : null}
    </>
  );
}
