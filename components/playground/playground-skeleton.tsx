import { Skeleton } from "@/components/ui/skeleton";

/** The page while the server reads the thread. */
export function PlaygroundSkeleton() {
  return (
    <div aria-busy="true" className="flex h-[calc(100dvh-var(--bar-height))] lg:h-dvh">
      <p role="status" className="sr-only">
        Loading the playground…
      </p>
      <div className="hidden w-60 shrink-0 flex-col gap-3 border-line border-r p-3 xl:flex">
        <Skeleton className="h-9" />
        {["w-4/5", "w-3/5", "w-2/3", "w-3/4"].map((width) => (
          <Skeleton key={width} className={`h-5 ${width}`} />
        ))}
      </div>
      <div className="flex min-w-0 flex-1 flex-col px-4 sm:px-6">
        <div className="flex h-14 items-center">
          <Skeleton className="h-6 w-48" />
        </div>
        <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 py-8">
          <Skeleton className="ml-auto h-11 w-2/5" />
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-48" />
        </div>
        <Skeleton className="mx-auto mb-5 h-24 w-full max-w-3xl" />
      </div>
    </div>
  );
}
