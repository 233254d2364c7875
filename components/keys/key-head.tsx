"use client";

import { Gauge, Pencil, Power, RefreshCw } from "lucide-react";
import { useState } from "react";
import type { KeyActions, NewKeyActionResult } from "@/components/keys/key-action";
import { isIdle, managesKeys } from "@/components/keys/key-words";
import type { EndpointOption } from "@/components/keys/limits-dialog";
import type { ModelOption } from "@/components/keys/model-choice";
import { RevealDialog, type Revealed } from "@/components/keys/reveal-dialog";
import { StateBadge } from "@/components/keys/state-badge";
import { type Task, TaskDialog } from "@/components/keys/task-dialog";
import { useRowChanges } from "@/components/keys/use-row-changes";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";

interface KeyHeadProps {
  target: KeyView;
  models: ModelOption[];
  endpoints: EndpointOption[];
  /** `<origin>/v1/embed` */
  baseUrl: string;
  /** False for whoever only looks. */
  mayChange: boolean;
  confirmUsedWithinMs: number;
  actions: KeyActions;
}

/** The name of a key, what is to be said of it first, and what can be done with it. */
export function KeyHead({ target, models, endpoints, baseUrl, mayChange, confirmUsedWithinMs, actions }: KeyHeadProps) {
  const [task, setTask] = useState<Task | null>(null);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const { shown, failure, rename, toggle, endGrace } = useRowChanges([target], actions);
  const key = shown[0] ?? target;
  const model = key.models?.[0] ?? models.find(({ ready }) => ready)?.id ?? models[0]?.id ?? "";
  const reveal = ({ key: fresh, secret }: Extract<NewKeyActionResult, { ok: true }>, note: string | null) => {
    setTask(null);
    setRevealed({ name: fresh.name, secret, model, managesKeys: managesKeys(fresh), note });
  };
  return (
    <>
      <PageHeader
        title={<span className="wrap-anywhere">{key.name}</span>}
        description={
          <span className="inline-flex flex-wrap items-center gap-2">
            <code className="font-mono text-[12.5px]">
              {key.start}…{key.last4}
            </code>
            <StateBadge state={key.state} />
          </span>
        }
        actions={
          mayChange && key.state !== "revoked" ? <Buttons target={key} begin={setTask} onToggle={toggle} onEndGrace={endGrace} /> : null
        }
      />
      {failure ? (
        <Callout tone="danger" role="alert" className="mb-6">
          {failure.message}
        </Callout>
      ) : null}
      <Note target={key} />
      {task ? (
        <TaskDialog
          task={task}
          models={models}
          endpoints={endpoints}
          confirmUsedWithinMs={confirmUsedWithinMs}
          actions={actions}
          rename={rename}
          onSecret={reveal}
          onClose={() => setTask(null)}
        />
      ) : null}
      <RevealDialog revealed={revealed} baseUrl={baseUrl} onClose={() => setRevealed(null)} />
    </>
  );
}

interface ButtonsProps {
  target: KeyView;
  begin: (task: Task) => void;
  onToggle: (key: KeyView) => void;
  onEndGrace: (key: KeyView) => void;
}

function Buttons({ target, begin, onToggle, onEndGrace }: ButtonsProps) {
  const { state } = target;
  return (
    <>
      <Button size="sm" onClick={() => begin({ type: "rename", key: target })}>
        <Pencil aria-hidden="true" className="size-3.5" />
        Rename
      </Button>
      {managesKeys(target) ? null : (
        <Button size="sm" onClick={() => begin({ type: "limit", key: target })}>
          <Gauge aria-hidden="true" className="size-3.5" />
          Limits
        </Button>
      )}
      {state === "active" || state === "disabled" ? (
        <Button size="sm" onClick={() => onToggle(target)}>
          <Power aria-hidden="true" className="size-3.5" />
          {state === "disabled" ? "Enable" : "Disable"}
        </Button>
      ) : null}
      {state === "active" || state === "suspended" ? (
        <Button size="sm" onClick={() => begin({ type: "rotate", key: target })}>
          <RefreshCw aria-hidden="true" className="size-3.5" />
          Rotate
        </Button>
      ) : null}
      {state === "rotating" ? (
        <Button size="sm" onClick={() => onEndGrace(target)}>
          End grace period
        </Button>
      ) : null}
      <Button size="sm" variant="danger" onClick={() => begin({ type: "revoke", key: target })}>
        Revoke
      </Button>
    </>
  );
}

/** What matters most of a key, where something does. */
function Note({ target }: { target: KeyView }) {
  if (target.state === "suspended")
    return (
      <Callout tone="warning" className="mb-6" title="Suspended">
        {target.createdByName} made it, and may make no keys in this workspace now. It works again when they may, or when you rotate it.
      </Callout>
    );
  if (!isIdle(target)) return null;
  return (
    <Callout tone="warning" className="mb-6" title="Unused for 30 days">
      {target.lastUsedAt ? (
        <>
          It was last used <RelativeTime at={target.lastUsedAt} />.
        </>
      ) : (
        "It was never used."
      )}{" "}
      A key that nobody misses is best revoked.
    </Callout>
  );
}
