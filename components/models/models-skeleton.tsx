import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = [0, 1, 2, 3];

/** The shape of the page while it loads. */
export function ModelsSkeleton() {
  return (
    <>
      <PageHeader title="Models" description="Which models answer here, and where they come from." />
      <p role="status" className="sr-only">
        Loading models
      </p>
      <Card flush>
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-8 border-line border-b px-5 py-4.5 last:border-b-0">
            <Skeleton className="h-4 w-48" />
            <Skeleton className="ml-auto h-4 w-16" />
          </div>
        ))}
      </Card>
    </>
  );
}
