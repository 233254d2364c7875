import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** "h2" unless the state stands under another heading of its own. */
  heading?: "h2" | "h3";
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** What a list shows when there is nothing in it: one sentence and one thing to do. */
export function EmptyState({ icon, title, heading: Heading = "h2", actions, className, children }: EmptyStateProps) {
  return (
    <div className={classNames("flex flex-col items-center px-6 py-14 text-center", className)}>
      {icon ? (
        <span aria-hidden="true" className="mb-4 grid size-10 place-items-center rounded-card border border-line bg-sunken text-ink-muted">
          {icon}
        </span>
      ) : null}
      <Heading className="font-semibold text-[15px] text-ink">{title}</Heading>
      {children ? <div className="mt-1.5 max-w-[46ch] text-ink-soft text-sm leading-relaxed">{children}</div> : null}
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
