"use client";

import type { ListFilter } from "@/components/keys/list-order";
import { Checkbox } from "@/components/ui/field";
import { SearchField } from "@/components/ui/search-field";

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
      {searchable ? <SearchField label="Find a key" value={filter.search} onChange={(search) => onChange({ ...filter, search })} /> : null}
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
