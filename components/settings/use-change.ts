"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import type { ChangeResult } from "@/components/settings/state";

/** Runs a change of the settings; `error` is what the last one was refused with. */
export function useChange() {
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const run = (change: () => Promise<ChangeResult>) =>
    startTransition(async () => {
      try {
        const result = await change();
        setError(result.ok ? null : result.message);
      } catch (cause) {
        unstable_rethrow(cause);
        setError("The server could not be reached. Try again.");
      }
    });
  return { pending, error, run };
}
