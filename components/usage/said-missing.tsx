import Link from "next/link";
import { Card } from "@/components/ui/card";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { LogMode } from "@/lib/logs/schema";

/** Why nothing of what was said can be shown. */
export function SaidMissing({ mode }: { mode: LogMode }) {
  const why =
    mode === "off"
      ? "This workspace does not keep what is said in requests."
      : "It is not kept: the request asked for nothing to be stored, its time is over, or it was sent before anything was kept.";
  return (
    <Card title="What was said">
      <p className="text-ink-soft text-sm">
        {why}{" "}
        <Link href="/settings" className={TEXT_LINK}>
          Settings
        </Link>{" "}
        say what is kept, and for how long.
      </p>
    </Card>
  );
}
