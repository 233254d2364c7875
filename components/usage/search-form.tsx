"use client";

import { useRef, useState } from "react";
import { SearchField } from "@/components/ui/search-field";

interface SearchFormProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** Words to look for; they are looked for at Enter, or when the field is left. */
export function SearchForm({ label, value, onSearch }: SearchFormProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const search = () => {
    if (typed.trim() === sent.current) return;
    sent.current = typed.trim();
    onSearch(sent.current);
  };
  return (
    <form
      role="search"
      className="flex min-w-0 flex-1 basis-48 sm:max-w-72"
      onBlur={search}
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <SearchField label={label} value={typed} onChange={setTyped} />
    </form>
  );
}
