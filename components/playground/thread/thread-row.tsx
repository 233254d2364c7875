"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ThreadSummary } from "@/lib/conversations/schema";

interface ThreadRowProps {
  thread: ThreadSummary;
  current: boolean;
  onNavigate: () => void;
  onRename: () => void;
  onDelete: () => void;
}

export function ThreadRow({ thread, current, onNavigate, onRename, onDelete }: ThreadRowProps) {
  return (
    <li className={classNames("group flex items-center rounded-control", current ? "bg-hover" : "hover:bg-hover")}>
      <Link
        href={`/playground/${thread.id}`}
        prefetch={false}
        onClick={onNavigate}
        aria-current={current ? "page" : undefined}
        title={thread.title}
        className={classNames(
          "focus-inset flex h-8.5 min-w-0 flex-1 items-center rounded-control pl-2.5 text-[13px] pointer-coarse:h-11",
          current ? "font-medium text-ink" : "text-ink-soft",
        )}
      >
        <span className="truncate">{thread.title}</span>
      </Link>
      <Menu
        label={`Options of ${thread.title}`}
        trigger={<Ellipsis aria-hidden="true" className="size-4" />}
        triggerClassName={classNames(
          "mr-1 grid size-7 shrink-0 cursor-pointer place-items-center rounded-[6px] text-ink-muted hover:text-ink pointer-coarse:size-11",
          !current &&
            "opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100",
        )}
      >
        <MenuItem icon={<Pencil />} onSelect={onRename}>
          Rename
        </MenuItem>
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={onDelete}>
          Delete
        </MenuItem>
      </Menu>
    </li>
  );
}
