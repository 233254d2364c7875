import type { Metadata } from "next";
import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { buttonClass } from "@/components/ui/button";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6 py-16">
      <Logo className="mb-10" />
      <h1 className="font-semibold text-ink text-xl tracking-[-0.01em]">There is nothing at this address</h1>
      <p className="mt-2 text-ink-soft text-sm leading-relaxed">The page was moved, or the link is not complete.</p>
      <p className="mt-6">
        <Link href="/" className={buttonClass({ variant: "primary" })}>
          Go to the start
        </Link>
      </p>
    </main>
  );
}
