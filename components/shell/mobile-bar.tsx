"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { Logo } from "@/components/shell/logo";
import { NavLinks } from "@/components/shell/nav-links";
import { Button } from "@/components/ui/button";

/** The bar of small windows: the logo and a sheet with the navigation. */
export function MobileBar({ children }: { children: ReactNode }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const close = () => sheet.current?.close();

  useEffect(() => {
    // A sheet left open would cover the wide layout, which has no button to close it.
    const wide = window.matchMedia("(width >= 64rem)");
    const onChange = () => sheet.current?.close();
    wide.addEventListener("change", onChange);
    return () => wide.removeEventListener("change", onChange);
  }, []);

  return (
    <header className="sticky top-0 z-30 flex h-(--bar-height) items-center justify-between border-line border-b bg-canvas/95 px-4 backdrop-blur lg:hidden">
      <Link href="/playground" aria-label="Vitrine, to the playground" className="flex rounded-control py-1.5">
        <Logo />
      </Link>
      <Button variant="ghost" square aria-label="Open navigation" aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        <MenuIcon aria-hidden="true" className="size-5" />
      </Button>
      <dialog
        ref={sheet}
        aria-label="Navigation"
        onClick={(event) => {
          if (event.target === event.currentTarget) close();
        }}
        onKeyDown={() => undefined}
        className="dialog m-0 ml-auto h-dvh max-h-none w-[min(20rem,85vw)] max-w-none border-line border-l bg-canvas p-0 text-ink"
      >
        <div className="flex h-full flex-col gap-4 p-4">
          <div className="flex items-center justify-between pl-2">
            <Logo />
            <Button variant="ghost" square aria-label="Close navigation" onClick={close}>
              <X aria-hidden="true" className="size-5" />
            </Button>
          </div>
          <NavLinks onNavigate={close} />
          <div className="mt-auto flex flex-col gap-3">{children}</div>
        </div>
      </dialog>
    </header>
  );
}
