"use client";

import { useEffect, useState } from "react";
import { SnippetTabs } from "@/components/keys/snippet-tabs";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

export interface Revealed {
  name: string;
  secret: string;
  model: string;
  managesKeys: boolean;
  /** Said when the key replaces another that still works for a while. */
  note: string | null;
}

interface RevealDialogProps {
  revealed: Revealed | null;
  baseUrl: string;
  onClose: () => void;
}

/** Shows a new secret the only time that it exists outside the caller's hands. */
export function RevealDialog({ revealed, baseUrl, onClose }: RevealDialogProps) {
  // Keyed by the secret: the next key starts with a guard of its own.
  return revealed ? <Reveal key={revealed.secret} revealed={revealed} baseUrl={baseUrl} onClose={onClose} /> : null;
}

function Reveal({ revealed, baseUrl, onClose }: RevealDialogProps & { revealed: Revealed }) {
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);

  useEffect(() => {
    if (copied) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [copied]);

  const mayClose = () => {
    if (!copied) setWarned(true);
    return copied;
  };
  const onCopied = () => {
    setCopied(true);
    setWarned(false);
  };

  return (
    <Dialog
      open
      size="lg"
      onClose={onClose}
      onCloseRequest={mayClose}
      title="Save your key"
      description={
        <>
          This is the only time that <strong className="font-medium text-ink">{revealed.name}</strong> is shown. Only its hash is stored.
        </>
      }
      footer={
        warned ? (
          <Warning onBack={() => setWarned(false)} onClose={onClose} />
        ) : (
          <Button variant="primary" onClick={() => mayClose() && onClose()}>
            Done
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-6">
        {revealed.note ? <Callout>{revealed.note}</Callout> : null}
        <div className="flex flex-wrap items-center gap-2 rounded-control border border-line bg-sunken p-1.5 pl-3.5">
          <code data-secret className="min-w-0 flex-1 basis-64 select-all break-all py-1 font-mono text-[13px] text-ink">
            {revealed.secret}
          </code>
          <CopyButton text={revealed.secret} label="Copy key" words variant="primary" onCopied={onCopied} />
        </div>
        <div>
          <h3 className="mb-1 font-medium text-[13px] text-ink">First call</h3>
          <FirstCall revealed={revealed} baseUrl={baseUrl} onCopied={onCopied} />
        </div>
      </div>
    </Dialog>
  );
}

function FirstCall({ revealed, baseUrl, onCopied }: { revealed: Revealed; baseUrl: string; onCopied: () => void }) {
  const { managesKeys, secret, model } = revealed;
  return managesKeys ? (
    <CodeBlock label="curl example" code={managementCall(baseUrl, secret)} onCopied={onCopied} />
  ) : (
    <SnippetTabs input={{ baseUrl, model, secret }} onCopied={onCopied} />
  );
}

/** Tells the project that the keys are in. */
function managementCall(baseUrl: string, secret: string): string {
  return `curl ${baseUrl}/organization/projects \\\n  -H "Authorization: Bearer ${secret}"`;
}

function Warning({ onBack, onClose }: { onBack: () => void; onClose: () => void }) {
  return (
    <div role="alert" className="flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-[13px] text-warning">You have not copied the key, and it cannot be shown again.</p>
      <div className="flex gap-2">
        <Button onClick={onBack}>Go back</Button>
        <Button variant="danger" onClick={onClose}>
          Close without copying
        </Button>
      </div>
    </div>
  );
}
