"use client";

import { Plus, Search, Share2 } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ThreadSummary } from "@/lib/conversations/schema";
import { RenameThreadDialog } from "./rename-thread-dialog";
import { ThreadRow } from "./thread-row";

const SEARCH_DELAY_MS = 200;

interface ThreadListProps {
  threads: ThreadSummary[];
  currentId: string | null;
  onNew: () => void;
  onNavigate: () => void;
  onSearch: (search: string) => Promise<ThreadSummary[]>;
  /** Says whether it worked. */
  onRename: (id: string, title: string) => Promise<boolean>;
  onDelete: (thread: ThreadSummary) => void;
}

/** The threads, last used first, with search. */
export function ThreadList({ threads, currentId, onNew, onNavigate, onSearch, onRename, onDelete }: ThreadListProps) {
  const { search, setSearch, found, failed } = useSearch(threads, onSearch);
  const [renaming, setRenaming] = useState<ThreadSummary | null>(null);
  const list = useRef<HTMLElement>(null);

  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2.5 p-3">
        <div className="flex h-9 items-center justify-between pl-1">
          <h2 className="font-semibold text-[13px] text-ink">Threads</h2>
          <Button variant="ghost" size="sm" onClick={onNew} className="max-xl:mr-9">
            <Plus aria-hidden="true" className="size-4" />
            New
          </Button>
        </div>
        <div className="relative">
          <Search aria-hidden="true" className="absolute top-2.5 left-2.5 size-3.5 text-ink-muted pointer-coarse:top-3.5" />
          <input
            type="search"
            aria-label="Search threads"
            placeholder="Search"
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
            className="h-8.5 w-full rounded-control border border-control bg-surface pr-2 pl-8 text-[13px] text-ink placeholder:text-ink-muted pointer-coarse:h-11 pointer-coarse:text-base"
          />
        </div>
      </div>
      <nav ref={list} tabIndex={-1} aria-label="Your threads" className="outline-none min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {failed ? <Note>The search could not be made. Try again.</Note> : null}
        {!failed && found.length === 0 ? <Note>{search ? "No thread has that in its title." : "Threads you start stay here."}</Note> : null}
        <ul className="flex flex-col gap-px">
          {found.map((thread) => (
            <ThreadRow
              key={thread.id}
              thread={thread}
              current={thread.id === currentId}
              onNavigate={onNavigate}
              onRename={() => setRenaming(thread)}
              onDelete={() => {
                onDelete(thread);
                // The row goes away, and the focus would be lost with it.
                list.current?.focus();
              }}
            />
          ))}
        </ul>
      </nav>
      <SharedPagesLink />
      {renaming ? <RenameThreadDialog thread={renaming} onClose={() => setRenaming(null)} onRename={onRename} /> : null}
    </div>
  );
}

function SharedPagesLink() {
  return (
    <p className="border-line border-t px-2 py-1.5">
      <Link
        href="/playground/shared-pages"
        prefetch={false}
        className="focus-inset flex h-8.5 items-center gap-2 rounded-control px-2.5 text-[13px] text-ink-soft hover:bg-hover pointer-coarse:h-11"
      >
        <Share2 aria-hidden="true" className="size-3.5 text-ink-muted" />
        Shared pages
      </Link>
    </p>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="px-2.5 py-2 text-[13px] text-ink-muted">{children}</p>;
}

/** Titles that match at once among the threads at hand, and a moment later whatever else the server finds. */
function useSearch(threads: ThreadSummary[], onSearch: ThreadListProps["onSearch"]) {
  const [search, setSearch] = useState("");
  const [more, setMore] = useState<{ for: string; threads: ThreadSummary[] | null }>({ for: "", threads: [] });
  const wanted = search.trim();

  useEffect(() => {
    if (wanted === "") return;
    let left = false;
    const timer = setTimeout(() => {
      onSearch(wanted).then(
        (threads) => !left && setMore({ for: wanted, threads }),
        () => !left && setMore({ for: wanted, threads: null }),
      );
    }, SEARCH_DELAY_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [wanted, onSearch]);

  const here = threads.filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()));
  const known = new Set(threads.map(({ id }) => id));
  const extra = wanted !== "" && more.for === wanted ? (more.threads ?? []).filter(({ id }) => !known.has(id)) : [];
  return { search, setSearch, found: [...here, ...extra], failed: wanted !== "" && more.for === wanted && more.threads === null };
}
