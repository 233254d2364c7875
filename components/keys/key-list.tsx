"use client";

import { SearchX } from "lucide-react";
import { useState } from "react";
import type { ActionFailure } from "@/components/ui/use-action";
import type { RowActions } from "@/components/keys/key-row";
import { KeyTable } from "@/components/keys/key-table";
import { ListBar } from "@/components/keys/list-bar";
import { type ListFilter, orderKeys } from "@/components/keys/list-order";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { KeyView } from "@/lib/keys/schema";

const SEARCHABLE_FROM = 8;

interface KeyListProps {
  keys: KeyView[];
  failure: ActionFailure | null;
  showRevoked: boolean;
  /** Null for whoever only looks. */
  actions: RowActions | null;
  onCreate: () => void;
}

/** The keys with their filter; the filter for revoked keys stands in the address, so that it can be linked to. */
export function KeyList({ keys, failure, showRevoked, actions, onCreate }: KeyListProps) {
  const [filter, setFilter] = useState<ListFilter>({ search: "", showRevoked });
  const listed = orderKeys(keys, filter);
  const revokedCount = keys.filter((key) => key.state === "revoked").length;
  const change = (next: ListFilter) => {
    setFilter(next);
    window.history.replaceState(null, "", next.showRevoked ? "?revoked=1" : window.location.pathname);
  };

  return (
    <>
      {failure ? (
        <Callout tone="danger" role="alert" className="mb-4">
          {failure.message}
        </Callout>
      ) : null}
      <ListBar filter={filter} onChange={change} revokedCount={revokedCount} searchable={keys.length >= SEARCHABLE_FROM} />
      <Card flush>
        {listed.length > 0 ? (
          <KeyTable keys={listed} actions={actions} />
        ) : (
          <EmptyState
            icon={<SearchX className="size-5" />}
            title={filter.search ? "No key matches" : "Every key is revoked"}
            actions={
              <>
                <Button onClick={() => change({ search: "", showRevoked: true })}>
                  {filter.search ? "Show all keys" : "Show revoked keys"}
                </Button>
                {filter.search || !actions ? null : (
                  <Button variant="primary" onClick={onCreate}>
                    Create key
                  </Button>
                )}
              </>
            }
          >
            {filter.search ? "Names, the first and the last characters of keys are searched." : "Nothing outside can call this server now."}
          </EmptyState>
        )}
      </Card>
    </>
  );
}
