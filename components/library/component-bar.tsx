"use client";

import { SearchField } from "@/components/ui/search-field";
import { classNames } from "@/components/ui/class-names";
import type { ComponentFilter } from "./find-components";

interface ComponentBarProps {
  groups: string[];
  filter: ComponentFilter;
  onChange: (filter: ComponentFilter) => void;
  /** How many components are shown. */
  count: number;
}

/** Stays in sight while the components scroll. */
export function ComponentBar({ groups, filter, onChange, count }: ComponentBarProps) {
  return (
    <div className="-mx-4 sm:-mx-8 sticky top-(--bar-height) z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-canvas/95 px-4 py-2.5 backdrop-blur sm:px-8">
      <SearchField label="Find a component" value={filter.search} onChange={(search) => onChange({ ...filter, search })} />
      <fieldset className="-mx-1 flex min-w-0 gap-1 overflow-x-auto p-1">
        <legend className="sr-only">Group</legend>
        {[null, ...groups].map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={filter.group === group}
            onClick={() => onChange({ ...filter, group })}
            className={classNames(
              "h-7 shrink-0 cursor-pointer rounded-full px-2.5 font-medium text-[13px] transition-colors duration-100 pointer-coarse:h-9 pointer-coarse:px-3.5",
              filter.group === group ? "bg-ink text-canvas" : "text-ink-soft hover:bg-hover hover:text-ink",
            )}
          >
            {group ?? "All"}
          </button>
        ))}
      </fieldset>
      <p role="status" className="sr-only">
        {count === 1 ? "1 component" : `${count} components`}
      </p>
    </div>
  );
}
