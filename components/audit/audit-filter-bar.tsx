"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { AREAS } from "@/components/audit/action-words";
import { buttonClass } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import type { AuditFilter } from "@/lib/audit/filter";
import { toAuditSearch } from "@/lib/audit/search";

interface AuditFilterBarProps {
  filter: AuditFilter;
  actors: { id: string; name: string }[];
}

/** What narrows the events down. All of it stands in the address, so that a view can be kept, sent and gone back to. */
export function AuditFilterBar({ filter, actors }: AuditFilterBarProps) {
  const router = useRouter();
  const [isLoading, startLoading] = useTransition();
  const choose = (change: Partial<AuditFilter>) =>
    startLoading(() => router.push(`/audit${toAuditSearch({ ...filter, ...change })}`, { scroll: false }));
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-3 pb-5">
      <Select
        aria-label="Who"
        value={filter.actor ?? ""}
        onChange={(event) => choose({ actor: event.target.value || null })}
        className="h-8 w-auto max-w-56 text-[13px] max-sm:flex-1"
      >
        <option value="">Everybody</option>
        {filter.actor && !actors.some(({ id }) => id === filter.actor) ? <option value={filter.actor}>{filter.actor}</option> : null}
        {actors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="What"
        value={filter.area ?? ""}
        onChange={(event) => choose({ area: event.target.value || null })}
        className="h-8 w-auto max-w-56 text-[13px] max-sm:flex-1"
      >
        <option value="">Everything</option>
        {filter.area && !(filter.area in AREAS) ? <option value={filter.area}>{filter.area}</option> : null}
        {Object.entries(AREAS).map(([area, label]) => (
          <option key={area} value={area}>
            {label}
          </option>
        ))}
      </Select>
      {filter.target ? (
        <Link href={`/audit${toAuditSearch({ ...filter, target: null })}`} className={buttonClass({ size: "sm" })}>
          Only {filter.target}
          <X aria-label="Show all" className="size-3.5" />
        </Link>
      ) : null}
      <span role="status" className="ml-1 text-ink-muted text-xs">
        {isLoading ? (
          <>
            <Spinner className="size-3.5" />
            <span className="sr-only">Loading</span>
          </>
        ) : null}
      </span>
    </div>
  );
}
