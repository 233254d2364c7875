import type { ReactNode } from "react";

/** The column of an ordinary page; a page that fills the window does without. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-5xl px-4 pt-6 pb-16 sm:px-8 sm:pt-10">{children}</div>;
}
