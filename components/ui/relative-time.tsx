"use client";

import { useEffect, useState } from "react";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];
const FORMAT = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const ABSOLUTE = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "long" });

/** "3 minutes ago", "in 2 days", "just now"; `at` and `now` in milliseconds since 1970. */
export function relativeTime(at: number, now: number): string {
  const distanceMs = at - now;
  for (const [unit, unitMs] of UNITS) {
    if (Math.abs(distanceMs) >= unitMs) return FORMAT.format(Math.trunc(distanceMs / unitMs), unit);
  }
  return distanceMs > 0 ? "in less than a minute" : "just now";
}

/** A time relative to now, kept current, with the absolute time as its title. */
export function RelativeTime({ at, className }: { at: Date | string | number; className?: string }) {
  const date = new Date(at);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  // The server's clock and time zone may differ from the browser's: the first text is the server's, the effect corrects it.
  return (
    <time dateTime={date.toISOString()} title={ABSOLUTE.format(date)} suppressHydrationWarning className={className}>
      {relativeTime(date.getTime(), now)}
    </time>
  );
}
