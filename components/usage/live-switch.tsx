"use client";

import { Radio } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const REFRESH_MS = 3_000;

/** Fetches the list again every three seconds while it is on and the tab is looked at. */
export function LiveSwitch() {
  const router = useRouter();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isLive, router]);
  return (
    <Button size="sm" aria-pressed={isLive} onClick={() => setLive(!isLive)}>
      <Radio aria-hidden="true" className={isLive ? "size-4 text-accent" : "size-4 text-ink-muted"} />
      {isLive ? "Live" : "Go live"}
    </Button>
  );
}
