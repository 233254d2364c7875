import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A cell of a list that is a table from 768 px; below that, where the list is cards, its label stands above it. */
export function LabelledCell({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div
      role="cell"
      className={classNames(
        "text-[13px] text-ink-soft tabular-nums md:table-cell md:whitespace-nowrap md:px-4 md:py-2.5 md:align-middle",
        className,
      )}
    >
      <span aria-hidden="true" className="mb-0.5 block text-[11px] text-ink-muted md:hidden">
        {label}
      </span>
      {children}
    </div>
  );
}
