"use client";

import { CreateForm } from "@/components/keys/create-form";
import type { KeyActionResult, KeyActions, NewKeyActionResult } from "@/components/keys/key-action";
import { type EndpointOption, LimitsDialog } from "@/components/keys/limits-dialog";
import type { ModelOption } from "@/components/keys/model-choice";
import { RenameDialog } from "@/components/keys/rename-dialog";
import { RevokeDialog } from "@/components/keys/revoke-dialog";
import { RotateDialog } from "@/components/keys/rotate-dialog";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { KeyView } from "@/lib/keys/schema";

/** What is being done to the keys in a dialog. */
export type Task = { type: "create" } | { type: "rename" | "limit" | "rotate" | "revoke"; key: KeyView };

interface TaskDialogProps {
  task: Task;
  models: ModelOption[];
  endpoints: EndpointOption[];
  confirmUsedWithinMs: number;
  actions: KeyActions;
  rename: (key: KeyView, name: string) => Promise<KeyActionResult>;
  onSecret: (result: Extract<NewKeyActionResult, { ok: true }>, note: string | null) => void;
  onClose: () => void;
}

export function TaskDialog({ task, models, endpoints, confirmUsedWithinMs, actions, rename, onSecret, onClose }: TaskDialogProps) {
  if (task.type === "create") {
    return (
      <Dialog open title="Create key" onClose={onClose}>
        <CreateForm create={actions.create} models={models} onCancel={onClose} onCreated={(result) => onSecret(result, null)} />
      </Dialog>
    );
  }
  const { type, key } = task;
  if (type === "rename") return <RenameDialog target={key} rename={(name) => rename(key, name)} onClose={onClose} />;
  if (type === "limit") {
    const onSaved = () => {
      onClose();
      toast({ title: `Saved the limits of ${key.name}`, description: "They hold for requests that come from now on." });
    };
    return (
      <LimitsDialog
        target={key}
        endpoints={endpoints}
        save={(policy) => actions.setPolicy(key.id, policy)}
        onSaved={onSaved}
        onClose={onClose}
      />
    );
  }
  if (type === "rotate") {
    const note = `The old secret (…${key.last4}) is replaced. The list shows how long it still works.`;
    const rotate = (graceSeconds: number) => actions.rotate(key.id, graceSeconds);
    return <RotateDialog target={key} rotate={rotate} onRotated={(result) => onSecret(result, note)} onClose={onClose} />;
  }
  const onRevoked = () => {
    onClose();
    toast({ title: `Revoked ${key.name}`, description: "Requests with it are answered with 403." });
  };
  const revoke = (confirmName: string | null) => actions.revoke(key.id, confirmName);
  return <RevokeDialog target={key} typed={usedWithin(key, confirmUsedWithinMs)} revoke={revoke} onRevoked={onRevoked} onClose={onClose} />;
}

function usedWithin(key: KeyView, ms: number): boolean {
  return key.lastUsedAt !== null && Date.now() - key.lastUsedAt.getTime() < ms;
}
