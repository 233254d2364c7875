import { classNames } from "@/components/ui/class-names";

/** A grey bar in the place of something that loads; it appears after 200 ms, so that fast loads do not flash. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames("skeleton block rounded-control bg-hover", className)} />;
}
