"use client";

import type { ChangeResult } from "@/components/settings/state";
import { useChange } from "@/components/settings/use-change";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";

export interface IdentityRow {
  id: string;
  name: string;
  isConnected: boolean;
}

interface IdentityListProps {
  providers: IdentityRow[];
  /** What came of the last way to a provider and back. */
  outcome: string | undefined;
  connect: (provider: string) => Promise<ChangeResult>;
  disconnect: (provider: string) => Promise<ChangeResult>;
}

const OUTCOMES: Partial<Record<string, { tone: "success" | "danger"; text: string }>> = {
  done: { tone: "success", text: "Connected. From now on it signs you in." },
  taken: { tone: "danger", text: "This identity signs in to another account here, so it was not connected to yours." },
  expired: { tone: "danger", text: "Connecting took more than ten minutes, or you signed out meanwhile. Try again." },
};

/** The providers that sign somebody in to this account, and the means to connect more. */
export function IdentityList({ providers, outcome, connect, disconnect }: IdentityListProps) {
  const { pending, error, run } = useChange();
  const told = outcome === undefined ? undefined : OUTCOMES[outcome];
  return (
    <Card title="Sign-in providers" description="What else signs you in to this account." flush>
      {error ? (
        <Callout tone="danger" role="alert" className="mx-5 mb-4">
          {error}
        </Callout>
      ) : null}
      {told && !error ? (
        <Callout tone={told.tone} role={told.tone === "danger" ? "alert" : "status"} className="mx-5 mb-4">
          {told.text}
        </Callout>
      ) : null}
      <ul aria-label="Sign-in providers" className="divide-y divide-line border-line border-t">
        {providers.map(({ id, name, isConnected }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
            <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
              {name}
              {isConnected ? (
                <Badge tone="success" dot>
                  Connected
                </Badge>
              ) : null}
            </p>
            <Button
              size="sm"
              disabled={pending}
              aria-label={`${isConnected ? "Disconnect" : "Connect"} ${name}`}
              onClick={() => run(() => (isConnected ? disconnect : connect)(id))}
            >
              {isConnected ? "Disconnect" : "Connect"}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
