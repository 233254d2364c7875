import Link from "next/link";
import type { ReactNode } from "react";
import { type Account, AccountMenu } from "@/components/shell/account-menu";
import { BaseUrl } from "@/components/shell/base-url";
import { Logo } from "@/components/shell/logo";
import { MobileBar } from "@/components/shell/mobile-bar";
import { NavLinks } from "@/components/shell/nav-links";

interface ShellProps {
  account: Account;
  baseUrl: string;
  onSignOut: () => Promise<void>;
  onWorkspace: (id: string) => Promise<void>;
  /** Stands above the base URL. */
  notice?: ReactNode;
  children: ReactNode;
}

/** The frame of the signed-in pages: a rail from 1024 px, a bar with a sheet below that. */
export function Shell({ account, baseUrl, onSignOut, onWorkspace, notice, children }: ShellProps) {
  const foot = (
    <>
      {notice}
      <BaseUrl url={baseUrl} />
      <AccountMenu account={account} onSignOut={onSignOut} onWorkspace={onWorkspace} />
    </>
  );
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <aside className="fixed inset-y-0 left-0 hidden w-58 flex-col gap-5 border-line border-r bg-sunken p-3 lg:flex">
        <Link href="/playground" aria-label="Vitrine, to the playground" className="mt-1 self-start rounded-control px-2 py-1.5">
          <Logo />
        </Link>
        <NavLinks />
        <div className="mt-auto flex flex-col gap-2">{foot}</div>
      </aside>
      <MobileBar>{foot}</MobileBar>
      <main id="content" tabIndex={-1} className="outline-none lg:pl-58">
        {children}
      </main>
    </>
  );
}
