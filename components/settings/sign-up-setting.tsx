"use client";

import { useOptimistic } from "react";
import { useChange } from "@/components/settings/use-change";
import type { ChangeResult } from "@/components/settings/state";
import { Switch } from "@/components/ui/switch";

/** Whether strangers may make themselves an account. */
export function SignUpSetting({ isOpen, setOpen }: { isOpen: boolean; setOpen: (isOpen: boolean) => Promise<ChangeResult> }) {
  const { pending, error, run } = useChange();
  const [shown, show] = useOptimistic(isOpen);
  return (
    <div className="flex flex-col gap-2 px-5 pb-5">
      <Switch
        label="Allow sign-up"
        hint="Whoever reaches this server can make themselves an account, with keys and a workspace of their own."
        checked={shown}
        disabled={pending}
        onChange={(next) =>
          run(() => {
            show(next);
            return setOpen(next);
          })
        }
      />
      {error ? (
        <p role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}
