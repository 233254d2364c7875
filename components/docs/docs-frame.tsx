import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { TEXT_LINK } from "@/components/ui/text-link";
import { DocsNav, type DocsLink } from "./docs-nav";

/** The frame of the manual, for everybody who can open this server: its pages at the left, folded on small windows. */
export function DocsFrame({ links, children }: { links: readonly DocsLink[]; children: ReactNode }) {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="border-line border-b">
        <div className="mx-auto flex h-14 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6">
          <Link href="/" aria-label="Vitrine" className="flex rounded-control py-1.5">
            <Logo />
          </Link>
          <p className="flex gap-4 text-[13px]">
            <Link href="/playground" className={`${TEXT_LINK} py-1`}>
              Playground
            </Link>
            <Link href="/keys" className={`${TEXT_LINK} py-1`}>
              API keys
            </Link>
          </p>
        </div>
      </header>
      <div className="mx-auto grid max-w-6xl gap-x-10 px-4 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <aside className="hidden py-8 lg:block">
          <div className="sticky top-8">
            <DocsNav links={links} />
          </div>
        </aside>
        <details className="border-line border-b lg:hidden">
          <summary className="flex min-h-12 cursor-pointer items-center font-medium text-[13.5px] text-ink">Pages of the manual</summary>
          <div className="pb-3">
            <DocsNav links={links} />
          </div>
        </details>
        <main id="content" tabIndex={-1} className="min-w-0 py-8 outline-none">
          {children}
        </main>
      </div>
    </>
  );
}
