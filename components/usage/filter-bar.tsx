"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { SearchForm } from "@/components/usage/search-form";
import { PERIODS, type Period, toSearch, type UsageFilter, type UsageScope } from "@/lib/usage/filter";

export interface FilterChoice {
  /** The member of the filter that it sets. */
  name: "model" | "key" | "outcome" | "endpoint" | "finish" | "stream";
  label: string;
  /** What the choice of nothing is called. */
  every: string;
  options: { value: string; label: string }[];
}

interface FilterBarProps {
  page: "/usage" | "/logs" | `/keys/${string}`;
  filter: UsageScope & Partial<UsageFilter>;
  choices: FilterChoice[];
}

/** The period and what narrows it down. All of it stands in the address, so that a view can be kept, sent and gone back to. */
export function FilterBar({ page, filter, choices }: FilterBarProps) {
  const router = useRouter();
  const [isLoading, startLoading] = useTransition();
  const choose = (change: Partial<UsageFilter>) =>
    startLoading(() => router.push(`${page}${toSearch({ ...filter, ...change })}`, { scroll: false }));
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-3 pb-5">
      <Periods page={page} filter={filter} />
      {choices.map(({ name, label, every, options }) => {
        const value = filter[name] ?? "";
        const isListed = value === "" || options.some((option) => option.value === value);
        return (
          <Select
            key={name}
            aria-label={label}
            value={value}
            onChange={(event) => choose({ [name]: event.target.value || null })}
            className="h-8 w-auto max-w-38 text-[13px] max-sm:max-w-full max-sm:flex-1 max-sm:basis-36"
          >
            <option value="">{every}</option>
            {isListed ? null : <option value={value}>{value}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        );
      })}
      {filter.text === undefined ? null : (
        <SearchForm
          key={filter.text}
          label="Words that were said"
          value={filter.text ?? ""}
          onSearch={(text) => choose({ text: text || null })}
        />
      )}
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

function Periods({ page, filter }: Pick<FilterBarProps, "page" | "filter">) {
  const isPeriod = (period: string) => filter.period === period && !filter.from && !filter.to;
  return (
    <nav aria-label="Period" className="flex rounded-control border border-line bg-sunken p-0.5">
      {Object.entries(PERIODS).map(([period, { label }]) => (
        <Link
          key={period}
          href={`${page}${toSearch({ ...filter, from: null, to: null, period: period as Period })}`}
          scroll={false}
          aria-label={`Last ${label}`}
          aria-current={isPeriod(period) ? "true" : undefined}
          className={classNames(
            "grid h-7 min-w-10 place-items-center rounded-[6px] px-2.5 font-medium text-[13px] pointer-coarse:h-10",
            isPeriod(period) ? "bg-surface text-ink shadow-button ring-1 ring-line-strong" : "text-ink-soft hover:text-ink",
          )}
        >
          {period}
        </Link>
      ))}
    </nav>
  );
}
