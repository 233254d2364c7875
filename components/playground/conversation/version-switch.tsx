"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ThreadVersions } from "@/lib/conversations/schema";

interface VersionSwitchProps {
  versions: ThreadVersions;
  /** What there are several versions of. */
  of: "answer" | "message";
  disabled: boolean;
  onShow: (number: number) => Promise<boolean>;
}

/** Goes through the versions of an answer or a message; the focus stays with it, though what it stands beside is another one then. */
export function VersionSwitch({ versions: { afterId, count, shown }, of, disabled, onShow }: VersionSwitchProps) {
  const place = `${of} ${afterId ?? ""}`;
  const step = async (by: -1 | 1) => {
    if (disabled || shown + by < 1 || shown + by > count || !(await onShow(shown + by))) return;
    requestAnimationFrame(() => focusStep(place, by));
  };
  const button = (by: -1 | 1) => {
    const Icon = by < 0 ? ChevronLeft : ChevronRight;
    return (
      <Button
        variant="ghost"
        size="sm"
        square
        data-step={by}
        aria-label={`${by < 0 ? "Earlier" : "Later"} version of the ${of}, ${shown} of ${count} is shown`}
        aria-disabled={disabled || shown + by < 1 || shown + by > count || undefined}
        onClick={() => void step(by)}
        className="w-6"
      >
        <Icon aria-hidden="true" className="size-4" />
      </Button>
    );
  };
  return (
    <div role="group" aria-label={`Versions of the ${of}`} data-versions={place} className="flex items-center">
      {button(-1)}
      <span aria-hidden="true" className="min-w-7 text-center text-ink-soft text-xs tabular-nums">
        {shown}/{count}
      </span>
      {button(1)}
    </div>
  );
}

function focusStep(place: string, by: -1 | 1): void {
  const groups = [...document.querySelectorAll<HTMLElement>("[data-versions]")];
  groups
    .find((group) => group.dataset.versions === place)
    ?.querySelector<HTMLElement>(`[data-step="${by}"]`)
    ?.focus();
}
