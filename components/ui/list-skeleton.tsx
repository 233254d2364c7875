import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

interface ListSkeletonProps {
  /** What is loading, for those who can't see it. */
  label: string;
  rows: number;
  /** Whether the list has a title above it. */
  titled?: boolean;
}

/** The shape of a card with a list of two-line rows while it loads. */
export function ListSkeleton({ label, rows, titled = false }: ListSkeletonProps) {
  return (
    <>
      <p role="status" className="sr-only">
        {label}
      </p>
      <Card flush>
        {titled ? (
          <div className="flex h-25.5 flex-col gap-2 border-line border-b px-5 pt-5.5">
            <Skeleton className="mb-1 h-4 w-24" />
            <Skeleton className="h-3.5 w-full max-w-xl" />
            <Skeleton className="h-3.5 w-32" />
          </div>
        ) : null}
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="flex h-17 items-center gap-8 border-line border-b px-5 last:border-b-0">
            <div className="flex min-w-0 flex-1 flex-col gap-2.5">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-3 w-full max-w-64" />
            </div>
            <Skeleton className="h-7 w-16" />
          </div>
        ))}
      </Card>
    </>
  );
}
