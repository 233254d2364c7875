"use client";

import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { EmptyKeys } from "@/components/keys/empty-keys";
import type { KeyActions, NewKeyActionResult } from "@/components/keys/key-action";
import { KeyList } from "@/components/keys/key-list";
import type { EndpointOption } from "@/components/keys/limits-dialog";
import { managesKeys } from "@/components/keys/key-words";
import type { RowActions } from "@/components/keys/key-row";
import type { ModelOption } from "@/components/keys/model-choice";
import { NoKeys } from "@/components/keys/no-keys";
import { RevealDialog, type Revealed } from "@/components/keys/reveal-dialog";
import { type Task, TaskDialog } from "@/components/keys/task-dialog";
import { useRowChanges } from "@/components/keys/use-row-changes";
import { PageHeader } from "@/components/ui/page-header";
import { Button } from "@/components/ui/button";
import type { KeyView } from "@/lib/keys/schema";

interface KeysViewProps {
  keys: KeyView[];
  models: ModelOption[];
  endpoints: EndpointOption[];
  /** `<origin>/v1/embed` */
  baseUrl: string;
  /** False for whoever only looks. */
  mayChange: boolean;
  showRevoked: boolean;
  confirmUsedWithinMs: number;
  actions: KeyActions;
}

/** The whole keys page below the shell. */
export function KeysView({ keys, models, endpoints, baseUrl, mayChange, showRevoked, confirmUsedWithinMs, actions }: KeysViewProps) {
  const [task, setTask] = useState<Task | null>(null);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const { shown, failure, rename, toggle, endGrace } = useRowChanges(keys, actions);
  const model = useMemo(() => models.find(({ ready }) => ready)?.id ?? models[0]?.id ?? "", [models]);
  const close = () => setTask(null);
  const reveal = ({ key, secret }: Extract<NewKeyActionResult, { ok: true }>, note: string | null) => {
    close();
    setRevealed({ name: key.name, secret, model: key.models?.[0] ?? model, managesKeys: managesKeys(key), note });
  };
  const rowActions = mayChange ? toRowActions(setTask, toggle, endGrace) : null;

  return (
    <>
      <PageHeader
        title="API keys"
        description="Programs sign their requests with a key. Each can be limited, replaced and revoked."
        actions={
          mayChange && keys.length > 0 ? (
            <Button variant="primary" onClick={() => setTask({ type: "create" })}>
              <Plus aria-hidden="true" className="size-4" />
              Create key
            </Button>
          ) : null
        }
      />
      {keys.length === 0 && !mayChange ? (
        <NoKeys />
      ) : keys.length === 0 ? (
        <EmptyKeys create={actions.create} models={models} model={model} baseUrl={baseUrl} onCreated={(result) => reveal(result, null)} />
      ) : (
        <KeyList
          keys={shown}
          failure={failure}
          showRevoked={showRevoked}
          actions={rowActions}
          onCreate={() => setTask({ type: "create" })}
        />
      )}
      {task ? (
        <TaskDialog
          task={task}
          models={models}
          endpoints={endpoints}
          confirmUsedWithinMs={confirmUsedWithinMs}
          actions={actions}
          rename={rename}
          onSecret={reveal}
          onClose={close}
        />
      ) : null}
      <RevealDialog revealed={revealed} baseUrl={baseUrl} onClose={() => setRevealed(null)} />
    </>
  );
}

function toRowActions(begin: (task: Task) => void, onToggle: (key: KeyView) => void, onEndGrace: (key: KeyView) => void): RowActions {
  return {
    onRename: (key) => begin({ type: "rename", key }),
    onLimit: (key) => begin({ type: "limit", key }),
    onRotate: (key) => begin({ type: "rotate", key }),
    onRevoke: (key) => begin({ type: "revoke", key }),
    onToggle,
    onEndGrace,
  };
}
