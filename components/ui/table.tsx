import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A table that scrolls sideways inside its frame; `label` names it. */
export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section aria-label={label} tabIndex={0} className="focus-inset overflow-x-auto">
      <table className={classNames("w-full border-collapse text-left text-sm", className)}>{children}</table>
    </section>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr className="border-line border-b bg-sunken">{children}</tr>
    </thead>
  );
}

export function TableHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames("h-9 whitespace-nowrap px-4 font-medium text-ink-muted text-xs first:pl-5 last:pr-5", className)}
    />
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody className="divide-y divide-line">{children}</tbody>;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={classNames("transition-colors duration-100 hover:bg-sunken", className)} />;
}

export function TableCell({ className, ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={classNames("px-4 py-3 align-middle text-ink-soft tabular-nums first:pl-5 last:pr-5", className)} />;
}
