"use client";

import { unstable_rethrow } from "next/navigation";
import { useCallback, useRef, useState } from "react";

/** A change that was not made; `message` is for the person who asked. */
export interface ActionFailure {
  ok: false;
  reason: string;
  message: string;
}

const UNREACHABLE: ActionFailure = {
  ok: false,
  reason: "unreachable",
  message: "The server did not answer. Look at the list before you try again: the change may have been made.",
};

/**
 * Runs one server action at a time: `pending` while it runs, `failure` after one that was not made.
 * `run` gives the result, or null when another is still running.
 */
export function useAction() {
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  const run = useCallback(async <R extends { ok: true }>(action: () => Promise<R | ActionFailure>): Promise<R | ActionFailure | null> => {
    if (busy.current) return null;
    busy.current = true;
    setPending(true);
    setFailure(null);
    try {
      const result = await action().catch((error: unknown) => {
        unstable_rethrow(error);
        return UNREACHABLE;
      });
      if (!result.ok) setFailure(result);
      return result;
    } finally {
      busy.current = false;
      setPending(false);
    }
  }, []);

  return { pending, failure, run, clear: useCallback(() => setFailure(null), []) };
}
