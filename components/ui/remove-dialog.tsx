"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { type ActionFailure, useAction } from "@/components/ui/use-action";

interface RemoveDialogProps {
  title: string;
  consequence: string;
  /** Of the button that does it. */
  label?: string;
  remove: () => Promise<{ ok: true } | ActionFailure>;
  onClose: () => void;
}

/** Asks before something is removed for good. */
export function RemoveDialog({ title, consequence, label = "Remove", remove, onClose }: RemoveDialogProps) {
  const { pending, failure, run } = useAction();
  const confirm = async () => {
    const result = await run(remove);
    if (result?.ok) onClose();
  };
  return (
    <Dialog
      open
      size="sm"
      title={title}
      description={consequence}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" loading={pending} onClick={confirm}>
            {label}
          </Button>
        </>
      }
    >
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure.message}
        </Callout>
      ) : null}
    </Dialog>
  );
}
