import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  /** Right of the title. */
  actions?: ReactNode;
  /** A quiet strip at the bottom, e.g. for the save button. */
  footer?: ReactNode;
  /** No padding around the children, for tables. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A framed section; its title is an h2. */
export function Card({ title, description, actions, footer, flush = false, className, children }: CardProps) {
  return (
    <section className={classNames("overflow-hidden rounded-card border border-line bg-surface shadow-card", className)}>
      {title || actions ? (
        <div className="flex flex-wrap items-start justify-between gap-3 px-5 pt-5">
          <div className="min-w-0">
            {title ? <h2 className="font-semibold text-[15px] text-ink">{title}</h2> : null}
            {description ? <p className="mt-1 max-w-prose text-pretty text-ink-soft text-sm">{description}</p> : null}
          </div>
          {actions}
        </div>
      ) : null}
      {children ? <div className={flush ? (title ? "pt-4" : undefined) : "p-5"}>{children}</div> : null}
      {footer ? <div className="flex items-center justify-end gap-2 border-line border-t bg-sunken px-5 py-3">{footer}</div> : null}
    </section>
  );
}
