import { ArrowDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ModelInfo } from "@/lib/upstream/models";
import { ModelNotReady } from "./model-not-ready";
import { LABELS, type unsentOf } from "../inspector/set-parameters";

interface ConversationFootProps {
  atEnd: boolean;
  onEnd: () => void;
  problem: string | null;
  blocked: ModelInfo | null;
  /** What of the settings the model will not get as it is set. */
  unsent: ReturnType<typeof unsentOf>;
  models: ModelInfo[];
  onModel: (id: string) => void;
  /** The composer. */
  children: ReactNode;
}

/** The composer and, above it, what stands in its way. */
export function ConversationFoot({ atEnd, onEnd, problem, blocked, unsent, models, onModel, children }: ConversationFootProps) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pb-4 sm:px-6 sm:pb-5">
      {/* In a line of its own: over the answer it would lie on the words that are being read. */}
      {atEnd ? null : (
        <div className="flex justify-center pb-2">
          <Button size="sm" onClick={onEnd} className="rounded-full">
            <ArrowDown aria-hidden="true" className="size-3.5" />
            Jump to latest
          </Button>
        </div>
      )}
      {problem ? (
        <Callout tone="danger" role="alert" className="mb-3">
          {problem}
        </Callout>
      ) : null}
      {blocked ? <ModelNotReady model={blocked} models={models} onModel={onModel} /> : null}
      {unsent.some(({ isSet }) => isSet) ? (
        <p role="status" className="mb-2 px-1 text-ink-muted text-xs leading-relaxed">
          {unsent
            .filter(({ isSet }) => isSet)
            .map(({ member, why }) => `${LABELS[member]}: ${why}`)
            .join(" ")}
        </p>
      ) : null}
      {children}
    </div>
  );
}
