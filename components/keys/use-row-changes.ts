"use client";

import { startTransition, useOptimistic } from "react";
import type { KeyActionResult, KeyActions } from "@/components/keys/key-action";
import { useAction } from "@/components/ui/use-action";
import { toast } from "@/components/ui/toast";
import type { KeyView } from "@/lib/keys/schema";

type Change = Pick<KeyView, "id"> & Partial<KeyView>;

/** Changes made from a row. Those that can be undone show at once; when the server refuses, the row returns to what it was. */
export function useRowChanges(keys: KeyView[], actions: KeyActions) {
  const { failure, run } = useAction();
  const [shown, apply] = useOptimistic(keys, (current, change: Change) =>
    current.map((key) => (key.id === change.id ? { ...key, ...change } : key)),
  );

  const change = (optimistic: Change | null, action: () => Promise<KeyActionResult>, done: string) =>
    startTransition(async () => {
      if (optimistic) apply(optimistic);
      const result = await run(action);
      if (result?.ok) toast(done);
    });

  return {
    shown,
    failure,
    toggle: (key: KeyView) => {
      const disable = key.state !== "disabled";
      const done = disable ? `Disabled ${key.name}` : `Enabled ${key.name}`;
      change({ id: key.id, state: disable ? "disabled" : "active" }, () => actions.setDisabled(key.id, disable), done);
    },
    endGrace: (key: KeyView) => change(null, () => actions.endGrace(key.id), `The old secret of ${key.name} no longer works`),
    rename: async (key: KeyView, name: string) => {
      const result = await actions.rename(key.id, name);
      if (result.ok) toast(`Renamed to ${result.key.name}`);
      return result;
    },
  };
}
