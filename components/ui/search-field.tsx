import { Search } from "lucide-react";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field that narrows a list down while one types. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <div className="relative min-w-0 flex-1 basis-48 sm:max-w-72">
      <Search aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-muted pointer-coarse:top-3.5" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 w-full rounded-control border border-control bg-surface pr-2 pl-8 text-[13px] text-ink placeholder:text-ink-muted pointer-coarse:h-11 pointer-coarse:text-base"
      />
    </div>
  );
}
