import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = [0, 1, 2];

/** The shape of the list while it loads. */
export function KeysSkeleton() {
  return (
    <>
      <PageHeader title="API keys" description="Programs sign their requests with a key. Each can be limited, replaced and revoked." />
      <p role="status" className="sr-only">
        Loading keys
      </p>
      <Card flush>
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-8 border-line border-b px-5 py-4.5 last:border-b-0">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-32 max-md:hidden" />
            <Skeleton className="h-4 w-20 max-md:hidden" />
            <Skeleton className="ml-auto h-4 w-16" />
          </div>
        ))}
      </Card>
    </>
  );
}
