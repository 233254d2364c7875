import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signUpAction } from "@/app/(auth)/actions";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Callout } from "@/components/ui/callout";
import { HOME } from "@/lib/auth/return-to";
import { currentSession } from "@/lib/auth/session";
import { isSignUpOpen } from "@/lib/workspaces/sign-up";

export const metadata: Metadata = { title: "Create an account" };
export const dynamic = "force-dynamic";

export default async function SignUpPage() {
  if (await currentSession()) redirect(HOME);
  const isOpen = await isSignUpOpen();
  return (
    <>
      <h1 className="mb-6 font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">Create an account</h1>
      {isOpen ? (
        <SignUpForm action={signUpAction} />
      ) : (
        <Callout title="Sign-up is closed">The owner of this server can open it in the settings, or make an account for you.</Callout>
      )}
      <p className="mt-6 text-ink-soft text-sm">
        Already have an account?{" "}
        <Link href="/sign-in" className="font-medium text-accent underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </>
  );
}
