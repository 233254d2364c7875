"use client";

import { useEffect, useState } from "react";
import { RelativeTime } from "@/components/ui/relative-time";

const HOUR_MS = 3_600_000;
const NEAR_MS = 7 * 24 * HOUR_MS;

/** When a key ends: nothing, a date far off, or a countdown in the last hour. */
export function Expiry({ at }: { at: Date | null }) {
  if (!at) return <span className="text-ink-muted">Never</span>;
  return <Countdown at={at.getTime()} />;
}

function Countdown({ at }: { at: number }) {
  const [now, setNow] = useState(() => Date.now());
  const leftMs = at - now;
  const ticking = leftMs > 0 && leftMs < HOUR_MS;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ticking ? 1_000 : 30_000);
    return () => clearInterval(timer);
  }, [ticking]);

  if (!ticking) return <RelativeTime at={at} className={leftMs > 0 && leftMs < NEAR_MS ? "text-warning" : undefined} />;
  const seconds = Math.floor(leftMs / 1_000);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={new Date(at).toString()}
      suppressHydrationWarning
      className="text-warning tabular-nums"
    >
      in {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, "0")}
    </time>
  );
}
