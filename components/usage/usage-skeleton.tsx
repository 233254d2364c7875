import { Card } from "@/components/ui/card";
import { ListSkeleton } from "@/components/ui/list-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export const USAGE_HEADER = { title: "Usage", description: "What this workspace asked of its models, from programs and from these pages." };
export const LOGS_HEADER = {
  title: "Logs",
  description: "Every request to the API and from the playground: what was asked, what came of it and what it cost.",
};

/** The shape of the usage page while it loads. */
export function UsageSkeleton() {
  return (
    <>
      <PageHeader {...USAGE_HEADER} />
      <div className="flex flex-col gap-6">
        <Skeleton className="h-8 w-full max-w-xl" />
        <Skeleton className="h-22 w-full" />
        <Card title="Requests over time">
          <Skeleton className="h-40 w-full" />
        </Card>
        <ListSkeleton label="Loading usage" rows={3} titled />
      </div>
    </>
  );
}

/** The shape of the list of requests while it loads. */
export function LogsSkeleton() {
  return (
    <>
      <PageHeader {...LOGS_HEADER} />
      <Skeleton className="mb-5 h-8 w-full max-w-xl" />
      <ListSkeleton label="Loading requests" rows={8} />
    </>
  );
}
