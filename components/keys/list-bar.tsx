"use client";

import { Search } from "lucide-react";
import type { ListFilter } from "@/components/keys/list-order";
import { Checkbox } from "@/components/ui/field";

interface ListBarProps {
  filter: ListFilter;
  onChange: (filter: ListFilter) => void;
  revokedCount: number;
  /** Searching a handful of keys is slower than looking. */
  searchable: boolean;
}

export function ListBar({ filter, onChange, revokedCount, searchable }: ListBarProps) {
  if (!searchable && revokedCount === 0) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-3">
      {searchable ? (
        <div className="relative min-w-0 flex-1 basis-48 sm:max-w-72">
          <Search aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-muted pointer-coarse:top-3.5" />
          <input
            type="search"
            aria-label="Find a key"
            placeholder="Find a key"
            value={filter.search}
            onChange={(event) => onChange({ ...filter, search: event.target.value })}
            className="h-8 w-full rounded-control border border-control bg-surface pr-2 pl-8 text-[13px] text-ink placeholder:text-ink-muted pointer-coarse:h-11 pointer-coarse:text-base"
          />
        </div>
      ) : null}
      {revokedCount > 0 ? (
        <Checkbox
          label={
            <span className="text-[13px] text-ink-soft">
              Show revoked <span className="text-ink-muted tabular-nums">({revokedCount})</span>
            </span>
          }
          checked={filter.showRevoked}
          onChange={(event) => onChange({ ...filter, showRevoked: event.target.checked })}
          className="ml-auto"
        />
      ) : null}
    </div>
  );
}
