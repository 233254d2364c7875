"use client";

import { PanelLeft, SlidersHorizontal, SquarePen } from "lucide-react";
import { ShareButton } from "@/components/shared-pages/share-button";
import { Button } from "@/components/ui/button";
import type { AnswerSettings } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { ModelPicker } from "./model-picker";
import { setOf } from "../inspector/set-parameters";

interface ConversationHeaderProps {
  title: string | null;
  /** Null before anything is saved. */
  threadId: string | null;
  models: ModelInfo[];
  settings: AnswerSettings;
  onModel: (id: string) => void;
  onNew: () => void;
  onShowThreads: () => void;
  onInspect: () => void;
}

/** The thread's title, the model, and the ways to what has no room beside the conversation. */
export function ConversationHeader({
  title,
  threadId,
  models,
  settings,
  onModel,
  onNew,
  onShowThreads,
  onInspect,
}: ConversationHeaderProps) {
  const set = setOf(settings);
  return (
    <div className="flex h-14 shrink-0 items-center gap-1 border-line border-b px-2 sm:gap-2 sm:px-4">
      <Button variant="ghost" square aria-label="Threads" aria-haspopup="dialog" onClick={onShowThreads} className="xl:hidden">
        <PanelLeft aria-hidden="true" className="size-4.5" />
      </Button>
      <h1 className="min-w-0 truncate font-medium text-[14px] text-ink max-sm:sr-only sm:px-1">{title ?? "Playground"}</h1>
      <div className="ml-auto flex min-w-0 items-center gap-1 max-sm:ml-0 max-sm:flex-1">
        {set.length > 0 ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={onInspect}
            title={set.join(", ")}
            aria-label={`Set for the request: ${set.join(", ")}`}
          >
            <span className="max-w-56 truncate text-accent max-sm:hidden">{set.join(", ")}</span>
            <span className="text-accent sm:hidden">{set.length} set</span>
          </Button>
        ) : null}
        <ModelPicker models={models} value={settings.model} onChange={onModel} />
        <span className="flex-1 sm:hidden" />
        {threadId === null ? null : <ShareButton label="Share this thread" what={() => ({ threadId, itemId: null })} />}
        <Button variant="ghost" square aria-label="New thread" onClick={onNew} className="xl:hidden">
          <SquarePen aria-hidden="true" className="size-4.5" />
        </Button>
        <Button
          variant="ghost"
          square
          aria-label="Settings of the request"
          aria-haspopup="dialog"
          onClick={onInspect}
          className="2xl:hidden"
        >
          <SlidersHorizontal aria-hidden="true" className="size-4.5" />
        </Button>
      </div>
    </div>
  );
}
