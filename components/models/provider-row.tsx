"use client";

import { useEffect, useState } from "react";
import type { ProviderActions } from "@/components/models/provider-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ConnectionTest } from "@/lib/providers/test-connection";

/** A provider of the list: one that was set up, one from the environment, or a vendor that waits for its key. */
export interface ProviderEntry {
  name: string;
  label: string;
  isVendor: boolean;
  baseUrl: string | null;
  allowLocal: boolean;
  last4: string | null;
  state: "ready" | "environment" | "unreadable" | "absent";
}

const STATES = {
  ready: { tone: "neutral", text: "Set up" },
  environment: { tone: "success", text: "From .env" },
  unreadable: { tone: "danger", text: "Key unreadable" },
  absent: { tone: "neutral", text: "Not set up" },
} as const;

/** What is known of a provider once it was asked; before, only that it was set up. */
const TESTED = { works: { tone: "success", text: "Ready" }, fails: { tone: "danger", text: "Does not answer" } } as const;

interface ProviderRowProps {
  entry: ProviderEntry;
  test: ProviderActions["test"];
  /** It was just saved: whether it works is found out at once. A new number tests again. */
  saved: number;
  onEdit: () => void;
  onRemove: () => void;
}

export function ProviderRow({ entry, test, saved, onEdit, onRemove }: ProviderRowProps) {
  const { label, state } = entry;
  const connection = useConnectionTest(entry.name, test, saved);
  const badge = connection.outcome ? TESTED[connection.outcome.ok ? "works" : "fails"] : STATES[state];
  const isStored = state === "ready" || state === "unreadable";
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
          <span className="break-words">{label}</span>
          <Badge tone={badge.tone} dot>
            {badge.text}
          </Badge>
        </p>
        <p className="break-words text-ink-muted text-xs leading-relaxed">{detail(entry)}</p>
        <p role="status" className="break-words text-xs leading-relaxed empty:hidden">
          {connection.outcome ? <Outcome outcome={connection.outcome} /> : null}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {state === "absent" || state === "unreadable" ? null : (
          <Button size="sm" aria-label={`Test ${label}`} loading={connection.pending} onClick={connection.run}>
            Test
          </Button>
        )}
        <Button size="sm" aria-label={`${isStored ? "Edit" : "Set up"} ${label}`} onClick={onEdit}>
          {isStored ? "Edit" : "Set up"}
        </Button>
        {isStored ? (
          <Button size="sm" variant="ghost" aria-label={`Remove ${label}`} onClick={onRemove}>
            Remove
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function detail({ name, isVendor, baseUrl, last4, state }: ProviderEntry): string {
  if (state === "unreadable") return "The key can't be decrypted any more, as after AUTH_SECRET was changed. Enter it again.";
  const key = last4 ? `key …${last4}` : null;
  return [isVendor && state === "absent" ? "Needs a key" : null, baseUrl, key, `c1/${name}/…`].filter(Boolean).join(" · ");
}

function Outcome({ outcome }: { outcome: ConnectionTest }) {
  if (!outcome.ok) return <span className="text-danger">{outcome.message}</span>;
  const models = outcome.models === 1 ? "1 model" : `${outcome.models} models`;
  return (
    <span className="text-success">
      Works: {models}; {outcome.model} began to answer after {outcome.firstTokenMs} ms.
    </span>
  );
}

function tested(name: string, test: ProviderActions["test"]): Promise<ConnectionTest> {
  return test(name).catch(() => ({ ok: false as const, message: "The server did not answer. Try again." }));
}

function useConnectionTest(name: string, test: ProviderActions["test"], saved: number) {
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<ConnectionTest | null>(null);
  const run = async () => {
    setPending(true);
    setOutcome(null);
    setOutcome(await tested(name, test));
    setPending(false);
  };
  useEffect(() => {
    if (saved === 0) return;
    let left = false;
    setPending(true);
    setOutcome(null);
    const look = async () => {
      const found = await tested(name, test);
      if (left) return;
      setOutcome(found);
      setPending(false);
    };
    void look();
    return () => {
      left = true;
    };
  }, [saved, name, test]);
  return { pending, outcome, run };
}
