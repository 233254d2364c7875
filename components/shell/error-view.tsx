"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

/** What a page shows in its place when it failed: what to do, and the number to look for in the log. */
export function ErrorView({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-6 py-16">
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-ink text-xl tracking-[-0.01em] outline-none">
        This page could not be shown
      </h1>
      <p className="mt-2 text-ink-soft text-sm leading-relaxed">
        Something failed on the server. Try again; if it stays, look whether the database is reachable (
        <code className="font-mono text-[13px]">/readyz</code> tells).
      </p>
      <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3">
        <Button
          variant="primary"
          onClick={() =>
            startTransition(() => {
              router.refresh();
              reset();
            })
          }
        >
          Try again
        </Button>
        {error.digest ? (
          <p className="text-ink-muted text-xs">
            Error number <code className="select-all font-mono">{error.digest}</code>
          </p>
        ) : null}
      </div>
    </div>
  );
}
