import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** The frame of the pages for people who are not signed in yet. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-16">
      <div className="w-full max-w-[24rem]">
        <Logo className="mb-8" />
        {children}
      </div>
    </main>
  );
}
