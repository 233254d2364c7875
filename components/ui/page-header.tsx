import type { ReactNode } from "react";

/** The h1 of a page, a sentence and the page's actions. */
export function PageHeader({ title, description, actions }: { title: ReactNode; description?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 pb-6">
      <div className="min-w-0">
        <h1 className="font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">{title}</h1>
        {description ? <p className="mt-1 max-w-[72ch] text-pretty text-ink-soft text-sm leading-relaxed">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 pt-0.5">{actions}</div> : null}
    </header>
  );
}
