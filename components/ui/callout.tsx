import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const TONES = {
  info: { look: "border-line bg-sunken text-ink-soft", icon: Info, mark: "text-accent" },
  success: { look: "border-success/25 bg-success-soft text-ink", icon: CircleCheck, mark: "text-success" },
  warning: { look: "border-warning/25 bg-warning-soft text-ink", icon: TriangleAlert, mark: "text-warning" },
  danger: { look: "border-danger/25 bg-danger-soft text-ink", icon: CircleAlert, mark: "text-danger" },
};

interface CalloutProps {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  actions?: ReactNode;
  /** "alert" for something that just failed, "status" for something that just happened. */
  role?: "alert" | "status";
  className?: string;
  children?: ReactNode;
}

/** A message that stands in the page. */
export function Callout({ tone = "info", title, actions, role, className, children }: CalloutProps) {
  const { look, icon: Icon, mark } = TONES[tone];
  return (
    <div role={role} className={classNames("flex gap-3 rounded-control border px-3.5 py-3 text-sm leading-relaxed", look, className)}>
      <Icon aria-hidden="true" className={classNames("mt-[3px] size-4 shrink-0", mark)} strokeWidth={2} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium text-ink">{title}</p> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
