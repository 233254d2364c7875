import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** The page while the server reads what it shows; `thread` while that is a thread, which begins where the welcome would stand. */
export function PlaygroundSkeleton({ of }: { of: "thread" | "welcome" }) {
  return (
    <div aria-busy="true" className="flex h-[calc(100dvh-var(--bar-height))] lg:h-dvh">
      <p role="status" className="sr-only">
        Loading the playground…
      </p>
      <div className="hidden w-60 shrink-0 flex-col gap-2.5 border-line border-r p-3 xl:flex">
        <div className="flex h-9 items-center pl-1">
          <Skeleton className="h-4 w-16" />
        </div>
        <Skeleton className="h-8.5" />
        {["w-4/5", "w-3/5", "w-2/3", "w-3/4"].map((width) => (
          <Skeleton key={width} className={`mt-2 ml-1 h-4 ${width}`} />
        ))}
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-14 shrink-0 items-center border-line border-b px-4 sm:px-5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="ml-auto h-4 w-40" />
        </div>
        <div className="mx-auto flex min-h-0 w-full max-w-3xl flex-1 flex-col overflow-hidden px-4 pt-4 pb-10 sm:px-6">
          {of === "thread" ? <ThreadLines /> : <WelcomeLines />}
        </div>
        <div className="mx-auto w-full max-w-3xl px-4 pb-4 sm:px-6 sm:pb-5">
          <Skeleton className="h-23 max-sm:h-31" />
        </div>
      </div>
      <div className="hidden w-72 shrink-0 border-line border-l 2xl:block" />
    </div>
  );
}

function ThreadLines(): ReactNode {
  return (
    <div className="flex flex-col gap-7">
      <Skeleton className="ml-auto h-11 w-2/5" />
      <Skeleton className="h-5 w-3/5" />
      <Skeleton className="h-64" />
    </div>
  );
}

/** As tall as the welcome, part by part. */
function WelcomeLines(): ReactNode {
  return (
    <div className="my-auto flex flex-col gap-7 py-6">
      <div className="flex flex-col gap-2">
        <Skeleton className="my-0.5 h-7 w-4/5 max-w-90 max-sm:mb-9" />
        <Skeleton className="h-4 w-full max-w-[56ch]" />
        <Skeleton className="mb-1.5 h-4 w-4/5 max-w-110 max-sm:mb-7" />
      </div>
      <div className="flex flex-col gap-2.5">
        <Skeleton className="my-0.5 h-4 w-16" />
        <div className="grid gap-2 sm:grid-cols-2">
          {["h-20.5", "h-20.5 max-sm:h-16", "h-16", "h-16", "h-20.5 max-sm:h-16", "h-20.5"].map((height, card) => (
            // The cards never change places.
            <Skeleton key={card} className={`${height} rounded-card`} />
          ))}
        </div>
      </div>
      <Skeleton className="h-16 w-full max-w-[66ch]" />
    </div>
  );
}
