"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

interface ToolRowProps {
  label: string;
  heading: ReactNode;
  address: string;
  detail: string;
  /** What the last test brought; null before it. */
  told: ReactNode;
  /** Absent where there is nothing that could be tested. */
  test: { run: () => void; isPending: boolean } | null;
  onEdit: () => void;
  onRemove: () => void;
}

/** Something of the Tools page that is set up, with what can be done with it. */
export function ToolRow({ label, heading, address, detail, told, test, onEdit, onRemove }: ToolRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">{heading}</p>
        <p className="break-all text-ink-soft text-xs leading-relaxed">{address}</p>
        <p className="break-words text-ink-muted text-xs leading-relaxed">{detail}</p>
        <div role="status" className="text-xs leading-relaxed empty:hidden">
          {told}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {test ? (
          <Button size="sm" aria-label={`Test ${label}`} loading={test.isPending} onClick={test.run}>
            Test
          </Button>
        ) : null}
        <Button size="sm" aria-label={`Edit ${label}`} onClick={onEdit}>
          Edit
        </Button>
        <Button size="sm" variant="ghost" aria-label={`Remove ${label}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

/** Whether it works: `unreadable` says what of it can't be decrypted, null where all can. */
export function TestState({ unreadable, outcome }: { unreadable: string | null; outcome: { ok: boolean } | null }) {
  if (unreadable !== null)
    return (
      <Badge tone="danger" dot>
        {unreadable}
      </Badge>
    );
  if (!outcome) return null;
  return (
    <Badge tone={outcome.ok ? "success" : "danger"} dot>
      {outcome.ok ? "Works" : "Does not answer"}
    </Badge>
  );
}
