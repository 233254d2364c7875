"use client";

import { useCallback, useEffect, useState } from "react";

interface Failed {
  ok: false;
  message: string;
}

/** Tests something by its name when it is asked to, and at once whenever `saved` is a new number above 0. */
export function useTest<Passed extends { ok: true }>(name: string, test: (name: string) => Promise<Passed | Failed>, saved: number) {
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<Passed | Failed | null>(null);
  const run = useCallback(async () => {
    setPending(true);
    setOutcome(null);
    setOutcome(await test(name).catch(() => ({ ok: false as const, message: "The server did not answer. Try again." })));
    setPending(false);
  }, [name, test]);
  useEffect(() => {
    if (saved > 0) void run();
  }, [saved, run]);
  return { pending, outcome, run };
}
