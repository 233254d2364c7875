import { classNames } from "@/components/ui/class-names";

/** The display case: a pane on a plinth with one thing in it. */
function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={classNames("size-6", className)}>
      <path d="M6 18V6.5A2.5 2.5 0 0 1 8.5 4h7A2.5 2.5 0 0 1 18 6.5V18" stroke="currentColor" strokeWidth="1.75" strokeLinejoin="round" />
      <path d="M3.5 19.125h17" stroke="currentColor" strokeWidth="2.25" strokeLinecap="round" />
      <path d="m12 8.25 3.25 3.75L12 15.75 8.75 12z" className="fill-accent" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={classNames("inline-flex items-center gap-2 font-semibold text-[15px] text-ink tracking-[-0.01em]", className)}>
      <LogoMark />
      Vitrine
    </span>
  );
}
